import { bars, chart, line } from './chart.js';
import { element } from './element.js';
import { figure } from './figure.js';
import { ask, path, remembered } from './request.js';
import { figures } from './table.js';
import { knowledge, period, series } from './time.js';

const LARGEST = 15;

/**
 * Measures by a dimension in the period that was chosen, with the request that gives them, and, where a publication is
 * compared with, the report of that name as it was published: as of the same day, so that only corrections differ.
 */
export async function report(name, measures, dimension, filters, { choices }) {
  const frozen = await publication(choices, filters);
  const address = path('/v1/statistics', {
    measure: measures,
    groupBy: dimension,
    ...(frozen === null ? period(choices) : { fiscalYear: frozen.fiscalYear }),
    ...knowledge(choices),
    ...(frozen === null ? {} : { asOf: frozen.asOf }),
    ...filters,
  });
  const [answer, published] = await Promise.all([
    ask(address),
    frozen === null ? null : ask(`/v1/publications/${frozen.id}/contents/${name}`),
  ]);
  return { answer, address, published: published === null ? null : keyedBy(dimension, published) };
}

/** What was published is of all records: it is compared with nothing that is filtered. */
async function publication(choices, filters) {
  const id = choices.get('publication');
  return id === null || Object.values(filters).flat().length > 0 ? null : remembered(`/v1/publications/${id}`);
}

/** Named reports call some of their keys otherwise. */
function keyedBy(dimension, published) {
  return { ...published, rows: published.rows.map(row => ({ ...row, key: { [dimension]: Object.values(row.key)[0] } })) };
}

/** What was chosen of these filters. */
export function filtered(names, choices) {
  return Object.fromEntries(names.map(name => [name, choices.getAll(name)]));
}

/** Which of the measures charts are of. */
export function charted(measures, choices) {
  const chosen = choices.get('measure');
  return measures.includes(chosen) ? chosen : measures[0];
}

/** The largest rows by a measure, as a chart. */
export function ranking(answer, measureName, context, file) {
  const { language } = context;
  const measure = answer.measures.find(each => each.name === measureName);
  const rows = [...answer.rows]
    .filter(row => row.values[measureName] > 0)
    .sort((one, other) => other.values[measureName] - one.values[measureName])
    .slice(0, LARGEST);
  if (rows.length === 0) {
    return null;
  }
  const title = language.say('largest', { measure: language.of(measure.label), period: language.period(answer.period) });
  return chart(bars(drawable(rows, measure, language)), title, `${file}-largest`, behind(answer, rows, measure, title, context), context);
}

/** A measure by fiscal year, as a chart with its table. */
export async function timeSeries(measureName, filters, context) {
  return yearsDrawn((await yearly(measureName, filters, context)).answer, measureName, context);
}

/** Measures of one country or office by fiscal year: a table of all, and a chart of the one that was chosen. */
export async function byYear(measures, filters, name, context) {
  const { choices, language } = context;
  const { answer, address } = await yearly(measures, filters, context);
  return {
    address,
    chart: yearsDrawn(answer, charted(measures, choices), context),
    table: figures(answer, context, { name, caption: language.say('byFiscalYear') }),
  };
}

async function yearly(measures, filters, { choices }) {
  const address = path('/v1/statistics', {
    measure: measures, groupBy: 'fiscalYear', ...series(choices), ...knowledge(choices), ...filters,
  });
  return { answer: await ask(address), address };
}

function yearsDrawn(answer, measureName, context) {
  const { language } = context;
  const measure = answer.measures.find(each => each.name === measureName);
  const title = language.say('byYear', { measure: language.of(measure.label) });
  const years = everyYear(answer);
  return chart(line(drawable(years, measure, language)), title, `${measureName}-by-year`,
    behind(answer, years, measure, title, context), context);
}

/** Years in which there was nothing are years too. */
function everyYear(answer) {
  const { fiscalYear, from = fiscalYear, to = fiscalYear } = answer.period;
  const rows = new Map(answer.rows.map(row => [row.key.fiscalYear, row]));
  const nothing = Object.fromEntries(answer.measures.map(measure => [measure.name, 0]));
  return Array.from({ length: to - from + 1 }, (_, i) => from + i).map(year =>
    rows.get(year) ?? { key: { fiscalYear: year }, label: { en: `${year}`, ja: `${year}` }, values: nothing, status: {} });
}

function drawable(rows, measure, language) {
  return rows.map(row => ({
    name: language.of(row.label),
    value: row.values[measure.name] ?? 0,
    shown: language.figure(row.values[measure.name] ?? 0, measure.unit),
  }));
}

function behind(answer, rows, measure, title, context) {
  const { language } = context;
  const dimension = answer.dimensions[0];
  return element(
    'table',
    {},
    element('caption', {}, title),
    element('thead', {}, element('tr', {},
      element('th', { scope: 'col' }, language.of(dimension.label)),
      element('th', { scope: 'col', class: 'figures' }, language.of(measure.label)))),
    element('tbody', {}, rows.map(row =>
      element('tr', {},
        element('th', { scope: 'row' }, language.of(row.label)),
        element('td', {}, figure(answer, row, measure, context, language.of(row.label)))))),
  );
}
