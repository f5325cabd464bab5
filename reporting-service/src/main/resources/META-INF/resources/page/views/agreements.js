import { chart, spans } from '../chart.js';
import { codes } from '../code.js';
import { element, headings, scrolled } from '../element.js';
import { explanation } from '../figure.js';
import { PAGE, pages } from '../pages.js';
import { charted, filtered, report, timeSeries } from '../report.js';
import { ask, path } from '../request.js';
import { figures } from '../table.js';
import { takeaway } from '../takeaway.js';
import { knowledge, period, today, yearOf } from '../time.js';

const MEASURES = ['agreementsInForce', 'agreementsExpiring', 'agreementsSigned', 'agreementsRenewed', 'agreementsAmended',
  'agreementsTerminated', 'agreementsExpired'];
const FILTERS = ['leadOffice', 'prefecture'];
const DAY_MILLIS = 86_400_000;

/** What is in force on a day, since when and until when, and what runs out soon. */
export default {
  measures: MEASURES,
  chosen: ['asOf', 'fiscalYear', 'within', ...FILTERS, 'measure', 'knownAt', 'officeBasis', 'publication'],

  async show(shown) {
    const context = { ...shown, choices: inItsYear(shown.choices) };
    const { choices, language } = context;
    const filters = filtered(FILTERS, choices);
    const asked = { ...period(choices), ...knowledge(choices), ...filters, limit: PAGE };
    const page = list => choices.get(`cursor.${list}`);
    const [types, years, inForce, expiring, offices, governments] = await Promise.all([
      report('agreements', MEASURES, 'agreementType', { ...filters, within: choices.get('within') ?? [] }, context),
      timeSeries(charted(MEASURES, choices), filters, context),
      ask(path('/v1/explain', { measure: 'agreementsInForce', ...asked, cursor: page('inForce') })),
      ask(path('/v1/explain', {
        measure: 'agreementsExpiring', within: choices.get('within'), ...asked, cursor: page('expiring'),
      })),
      codes('leadOffice', language),
      codes('localGovernment', language),
    ]);
    const names = { offices: new Map(offices), governments: new Map(governments) };
    return {
      title: language.say('agreementsOn', { day: language.day(inForce.asOf < inForce.period.end ? inForce.asOf : inForce.period.end) }),
      parts: [
        figures(types.answer, context, { name: 'agreements', caption: language.say('view-agreements'), published: types.published }),
        takeaway(types.address, 'agreements', context),
        years,
        inForce.items.length === 0 ? null : timeline(inForce, names, context),
        records(inForce, 'inForce', names, context),
        records(expiring, 'expiring', names, context),
      ],
    };
  },
};

/** The day decides on the year. */
function inItsYear(choices) {
  const on = new URLSearchParams(choices);
  if (on.has('asOf')) {
    on.set('fiscalYear', yearOf(on.get('asOf')));
    on.delete('from');
    on.delete('to');
  }
  return on;
}

function timeline({ items, records: all }, names, context) {
  const { language } = context;
  const now = days(today());
  const terms = items.flatMap(item => ranges(item.dates.inForce).map(([from, to]) => ({
    name: parties(item, names),
    first: days(from),
    last: to === null ? now + 365 : days(to),
  })));
  const first = Math.min(...terms.map(each => each.first));
  const last = Math.max(now, ...terms.map(each => Math.min(each.last, now + 5 * 365)));
  const years = [];
  for (let year = new Date(first * DAY_MILLIS).getUTCFullYear() + 1; days(`${year}-01-01`) <= last; year++) {
    years.push({ name: `${year}`, day: days(`${year}-01-01`) });
  }
  const title = language.say(items.length < all ? 'timelineOfPage' : 'timeline');
  return chart(spans(terms, first, last, years), title, 'agreements-timeline', recordTable(items, title, names, context), context);
}

function records(explained, name, names, context) {
  const { language, choices } = context;
  const title = language.say(name, { count: language.figure(explained.value) });
  return element(
    'section',
    {},
    element('h2', { id: `heading-${name}` }, title),
    explained.items.length === 0
      ? element('p', {}, language.say('empty'))
      : scrolled({ 'aria-labelledby': `heading-${name}` },
          recordTable(explained.items, title, names, context)),
    pages(explained, `cursor.${name}`, title, context),
    element('p', {}, element('a', { href: explanation(explained, {}, explained.measure, choices) }, language.say('explained'))),
  );
}

function recordTable(items, caption, names, { language }) {
  const columns = ['parties', 'number', 'leadOffice', 'signedOn', 'inForce'];
  return element(
    'table',
    {},
    element('caption', {}, caption),
    headings(columns, language),
    element('tbody', {}, items.map(item =>
      element('tr', {},
        element('th', { scope: 'row' }, parties(item, names)),
        element('td', { class: 'words' }, item.attributes.agreementNumber ?? ''),
        element('td', { class: 'words' }, names.offices.get(item.office) ?? item.office),
        element('td', { class: 'words' }, item.dates.signedOn === undefined ? '' : language.day(item.dates.signedOn)),
        element('td', { class: 'words' }, ranges(item.dates.inForce).map(([from, to]) =>
          element('div', {}, `${language.day(from)} – ${to === null ? '' : language.day(to)}`)))))),
  );
}

function parties(item, names) {
  const codes = item.attributes.localGovernments ?? [];
  return codes.length === 0 ? item.attributes.agreementNumber ?? item.record : codes.map(each => names.governments.get(each) ?? each).join(', ');
}

/** The days of a multirange such as {[2011-10-25,2014-10-25),[2015-01-01,)} with the last day included; null without an end. */
function ranges(text = '{}') {
  return [...text.matchAll(/\[(\d{4}-\d{2}-\d{2}),(\d{4}-\d{2}-\d{2})?\)/g)].map(([, from, behind]) => [
    from,
    behind === undefined ? null : new Date((days(behind) - 1) * DAY_MILLIS).toISOString().slice(0, 10),
  ]);
}

function days(text) {
  return Date.parse(`${text}T00:00Z`) / DAY_MILLIS;
}
