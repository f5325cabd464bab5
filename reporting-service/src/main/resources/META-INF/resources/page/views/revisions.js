import { elsewhere } from '../address.js';
import { measures, named } from '../code.js';
import { element, headings, scrolled } from '../element.js';
import { since } from '../events.js';
import { behind } from '../figure.js';
import { PAGE, pages } from '../pages.js';
import { ask, path } from '../request.js';

// What published reports are called here, and by what their rows are kept apart.
const REPORTS = {
  annual: { shown: 'view-overview' },
  countries: { shown: 'view-countries', dimension: 'country' },
  offices: { shown: 'view-offices', dimension: 'leadOffice' },
  schemes: { shown: 'schemes', dimension: 'scheme' },
  sectors: { shown: 'sectors', dimension: 'sector' },
  prefectures: { shown: 'prefectures', dimension: 'prefecture' },
  'local-governments': { shown: 'localGovernments', dimension: 'localGovernment' },
  facilities: { shown: 'list-facilities', dimension: 'facility' },
  agreements: { shown: 'view-agreements', dimension: 'agreementType' },
};

/** What differs now from what was published: each cell with the way to the records behind it now. */
export default {
  about: 'publication',
  chosen: ['publication'],

  async show({ choices: chosen, language }) {
    const { items: published } = await ask('/v1/publications?limit=500');
    const publication = chosen.has('publication') ? published.find(each => each.id === chosen.get('publication')) : published.at(-1);
    if (publication === undefined) {
      return { title: language.say('revisions'), parts: [element('p', {}, language.say('nothingPublishedYet'))] };
    }
    const { id, fiscalYear, asOf, number } = publication;
    const choices = new URLSearchParams(chosen);
    choices.set('publication', id);
    const context = { choices, language };
    const [revised, known, annual] = await Promise.all([
      ask(path(`/v1/publications/${id}/revisions`, { limit: PAGE, total: true, cursor: choices.get('cursor') })),
      measures(),
      ask(path('/v1/reports/annual', { fiscalYear, asOf })),
    ]);
    const from = { publication, position: revised.position, known, figures: new Map(annual.figures.map(each => [each.id, each])) };
    const title = language.say('revisionsOf', { publication: language.say('publicationOf', { year: fiscalYear, number: number ?? '–' }) });
    return {
      title,
      parts: [
        element('p', {}, language.say('revisionsHow', { day: language.day(asOf), position: revised.position, count: language.figure(revised.total) })),
        revised.items.length === 0 ? null : await table(revised.items, title, from, context),
        pages(revised, 'cursor', title, context),
      ],
    };
  },
};

async function table(items, title, from, context) {
  const { language } = context;
  const columns = ['report', 'row', 'figure', 'published', 'now', 'records', 'knownSince'];
  const rows = await Promise.all(items.map(item => row(item, from, context)));
  return scrolled({ 'aria-label': title },
    element('table', { id: 'revisions' },
      element('caption', {}, title),
      headings(columns, language, ['published', 'now', 'records']),
      element('tbody', {}, rows)));
}

async function row({ report, key, measure: name, published, now, records, events }, from, context) {
  const { choices, language } = context;
  const { shown, dimension } = REPORTS[report];
  const measure = from.known.find(each => each.name === name);
  const [code] = Object.values(key);
  const figure = report === 'annual' ? from.figures.get(code) : undefined;
  const what = await label(code, figure, dimension, language);
  const value = language.figure(now, measure.unit);
  return element('tr', {},
    element('td', { class: 'words' }, language.say(shown)),
    element('th', { scope: 'row' }, what),
    element('td', { class: 'words' }, language.of(measure.label)),
    element('td', {}, language.figure(published, measure.unit)),
    element('td', { class: 'changed' },
      element('a', {
        href: figure === undefined ? behindCell(name, code === undefined ? {} : { [dimension]: code }, from, choices) : behind(figure, choices),
        'aria-label': `${value}: ${what}, ${language.of(measure.label)}`,
      }, value)),
    element('td', {}, language.figure(records)),
    element('td', { class: 'words' }, since(events, language)));
}

function behindCell(measure, filters, { publication, position }, choices) {
  const { fiscalYear, asOf } = publication;
  const asked = { officeBasis: null, countryBasis: null, formerCountries: null, knownAt: null, from: null, to: null };
  return elsewhere(choices, 'explanation', { ...asked, measure, fiscalYear, asOf, position, ...filters });
}

async function label(code, figure, dimension, language) {
  if (code === undefined) {
    return language.say('total');
  }
  return figure === undefined ? named(dimension, `${code}`, language) : language.of(figure.text);
}
