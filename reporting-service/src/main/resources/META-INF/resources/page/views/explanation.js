import { changed, lists } from '../address.js';
import { arrive } from '../choose.js';
import { defined, measures, named } from '../code.js';
import { element, headings, scrolled } from '../element.js';
import { since } from '../events.js';
import { inJapanese } from '../messages/verdicts.js';
import { PAGE, pages } from '../pages.js';
import { reasons } from '../refusal.js';
import { ask, path, Problem, remembered } from '../request.js';
import { takeaway } from '../takeaway.js';

// Choices of the page that are none of the question.
const OWN = ['view', 'lang'];

/** What one figure counts, the records behind it, and why another one is not among them. */
export default {
  chosen: [],

  async show(context) {
    const { choices, language } = context;
    const measure = (await measures()).find(each => each.name === choices.get('measure'));
    const title = language.say('explanationOf', { measure: measure === undefined ? '' : language.of(measure.label) });
    const asked = lists([...choices].filter(([name]) => !OWN.includes(name) && !name.startsWith('sort.')));
    const address = path('/v1/explain', { ...asked, limit: PAGE });
    try {
      const explained = await ask(address);
      return { title, parts: await told(explained, measure, address, context) };
    } catch (failure) {
      if (failure instanceof Problem && failure.problem.status === 403 && measure !== undefined) {
        return { title, parts: [...definition(measure, language), await withheld(failure.problem, language)] };
      }
      if (failure instanceof Problem && failure.problem.status === 404 && choices.has('record')) {
        return { title, parts: [...definition(measure, language), element('p', { id: 'verdict' }, language.say('recordUnknown')), question(context)] };
      }
      throw failure;
    }
  },
};

async function withheld(problem, language) {
  const { openTables } = await remembered('/v1/dimensions');
  return element('div', { id: 'withheld' },
    element('p', {}, language.say('withheldWhy', { count: openTables.personsAtLeast })),
    reasons(problem, language));
}

function definition(measure, language) {
  return [
    element('h2', {}, language.say('counted')),
    element('p', { id: 'definition' }, language.definition(measure)),
  ];
}

async function told(explained, measure, address, context) {
  const { language } = context;
  return [
    ...definition(measure, language),
    element('dl', {}, await facts(explained, measure, context)),
    explained.verdict === undefined ? null : await verdict(explained.verdict, language),
    element('h2', {}, language.say('records', { count: language.figure(explained.records) })),
    explained.items.length === 0 ? element('p', {}, language.say('empty')) : await records(explained, context),
    pages(explained, 'cursor', language.say('recordsCaption'), context),
    question(context),
    element('h2', { class: 'onscreen' }, language.say('takeAway')),
    takeawayOf(explained, context),
  ];
}

/** The figure itself is taken away as any figure is; its records have no other form than JSON. */
function takeawayOf(explained, context) {
  const { measure, period, asOf, position, filters, month } = explained;
  return month === undefined
    ? takeaway(path('/v1/statistics', {
        measure, fiscalYear: period.fiscalYear, from: period.from, to: period.to, asOf, position, ...filters,
        ...Object.fromEntries(['officeBasis', 'countryBasis', 'formerCountries'].map(name => [name, explained[name]])),
      }), measure, context)
    : null;
}

async function facts(explained, measure, { language }) {
  const filters = await Promise.all(Object.entries(explained.filters).map(async ([name, values]) => {
    const dimension = await defined(name);
    const words = await Promise.all([values].flat().map(each => named(name, `${each}`, language)));
    return [dimension.label === undefined ? language.say(`filter-${name}`) : language.of(dimension.label), words.join(', ')];
  }));
  const additive = measure.dimensions.filter(each => !measure.additiveOver.includes(each));
  const over = await Promise.all(additive.map(async each => language.of((await defined(each)).label)));
  return [
    [language.say('value'), element('strong', { id: 'value' }, language.figure(explained.value, explained.unit))],
    [language.say('periodName'), `${language.period(explained.period)} (${language.day(explained.period.start)} – ${language.day(explained.period.end)})`],
    explained.month === undefined ? null : [language.say('month'), explained.month],
    ...filters,
    [language.say('field-asOf'), language.day(explained.asOf)],
    [language.say(explained.knownAtBasis === 'recorded' ? 'recordedUntil' : 'knownUntil'), `${language.instant(explained.knownAt)} (${language.say('position', { position: explained.position })})`],
    [language.say('statusName'), language.knows(`status-${explained.status}`) ? language.say(`status-${explained.status}`) : explained.status],
    over.length === 0 ? null : [language.say('notAdditiveOver'), over.join(', ')],
  ].filter(Boolean).map(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]);
}

async function records({ items, unit }, { language }) {
  const caption = language.say('recordsCaption');
  const columns = ['record', 'leadOffice', 'days', 'adds', 'dates', 'knownSince'];
  const offices = new Map(await Promise.all(
    [...new Set(items.map(each => each.office))].filter(Boolean).map(async each => [each, await named('leadOffice', each, language)])));
  return scrolled({ 'aria-label': caption },
    element('table', { id: 'records' },
      element('caption', {}, caption),
      headings(columns, language, ['adds']),
      element('tbody', {}, items.map(item =>
        element('tr', {},
          element('th', { scope: 'row' },
            language.say(`type-${item.type}`), ' ', element('code', {}, item.record),
            item.value === undefined ? null : element('div', {}, item.value)),
          element('td', { class: 'words' }, offices.get(item.office) ?? ''),
          element('td', { class: 'words' }, item.days.map(({ first, last }) =>
            element('div', {}, first === last || last === undefined ? first : `${first} – ${last}`))),
          element('td', {}, language.figure(item.adds, unit === 'share' ? 'number' : unit === 'date' ? 'number' : unit)),
          element('td', { class: 'words' }, Object.entries(item.dates).map(([name, value]) =>
            element('div', {}, `${name}: ${value}`))),
          element('td', { class: 'words' }, since(item.events, language)))))));
}

async function verdict({ counted, reasons: why, rules }, language) {
  const { items } = await remembered('/v1/dimensions');
  const dimensions = new Map(items.map(({ label }) => [label.en, label.ja]));
  const words = text => {
    const own = language.code === 'ja' ? inJapanese(text, dimensions) : null;
    return own ?? element('span', { lang: 'en' }, text);
  };
  return element('div', { id: 'verdict' },
    element('h2', {}, language.say(counted ? 'isCounted' : 'isNotCounted')),
    element('ul', {}, why.map(each => element('li', {}, words(each)))),
    rules.length === 0
      ? null
      : element('details', {},
          element('summary', {}, language.say('rules')),
          rules.map(way => element('ul', {}, way.map(({ requires, holds, found }) =>
            element('li', {}, `${language.say(holds ? 'holds' : 'holdsNot')}: `, words(requires),
              found === undefined || found === null ? null : [' – ', words(found)]))))));
}

/** Asks about one record. */
function question({ choices, language }) {
  return element('form', {
    class: 'choices',
    'aria-label': language.say('whyNot'),
    submit: event => {
      event.preventDefault();
      const record = new FormData(event.target).get('record').trim();
      arrive(event.target, changed(choices, { record, cursor: null }));
    },
  },
  element('label', {}, language.say('whyNot'),
    element('input', { name: 'record', id: 'field-record', size: 36, value: choices.get('record') ?? '', placeholder: '00000000-0000-0000-0000-000000000000' })),
  element('button', { type: 'submit', id: 'ask' }, language.say('askWhy')));
}
