import { element, headings, scrolled } from '../element.js';
import { behind } from '../figure.js';
import { ask, path, remembered } from '../request.js';
import { takeaway } from '../takeaway.js';
import { knowledge, year } from '../time.js';

const FIGURES = ['value', 'rounded', 'change', 'published'];

/** The figures of the yearly report, each beside that of the year before. */
export default {
  chosen: ['fiscalYear', 'asOf', 'knownAt', 'publication'],

  async show(context) {
    const { choices, language } = context;
    const { asOf, knownAt } = knowledge(choices);
    const publication = choices.get('publication');
    const frozen = publication === null ? null : await remembered(`/v1/publications/${publication}`);
    const chosen = frozen?.fiscalYear ?? year(choices);
    const of = fiscalYear => path('/v1/reports/annual', { fiscalYear, asOf: frozen?.asOf ?? asOf, knownAt });
    const [now, before] = await Promise.all([ask(of(chosen)), ask(of(chosen - 1))]);
    const published = frozen?.contents.find(each => each.name === 'annual').content ?? null;
    return {
      title: language.say('overviewOf', { year: chosen }),
      parts: [
        element('p', {}, language.say('overviewHow', { day: language.day(now.asOf) })),
        table(now, before, published, context, chosen),
        takeaway(of(chosen), `annual-${chosen}`, context),
        now.figures.filter(figure => figure.details?.length > 0).map(figure => details(figure, language)),
      ],
    };
  },
};

function table(now, before, published, { choices, language }, chosen) {
  const earlier = new Map(before.figures.map(figure => [figure.id, figure]));
  const frozen = new Map((published?.figures ?? []).map(figure => [figure.id, figure]));
  const columns = ['figure', 'value', 'rounded', 'change', 'status', ...(published === null ? [] : ['published'])];
  return scrolled(
    { 'aria-labelledby': 'table-annual' },
    element(
      'table',
      {},
      element('caption', { id: 'table-annual' }, language.say('overviewOf', { year: chosen })),
      headings(columns, language, FIGURES),
      element(
        'tbody',
        {},
        now.figures.map(figure => {
          const text = language.of(figure.text)
            + (figure.from === undefined ? '' : language.say('since', { year: figure.from }));
          const was = earlier.get(figure.id)?.value;
          const printed = frozen.get(figure.id)?.value;
          const differs = published !== null && `${printed}` !== `${figure.value}`;
          return element(
            'tr',
            { id: figure.id },
            element('th', { scope: 'row' }, text),
            element('td', { class: differs ? 'changed' : null },
              element('a', { href: behind(figure, choices), class: figure.status ?? 'normal',
                'aria-label': `${shown(figure.value, figure, language)}: ${text}` }, shown(figure.value, figure, language))),
            element('td', {}, figure.rounded === undefined
              ? '' : language.say('about', { value: shown(figure.rounded, figure, language) })),
            element('td', {}, change(figure, was, language)),
            element('td', { class: 'words' }, figure.status === undefined ? '' : language.say(`status-${figure.status}`)),
            published === null ? null : element('td', {}, shown(printed, figure, language)),
          );
        }),
      ),
    ),
  );
}

function change(figure, was, language) {
  if (typeof figure.value === 'number' && figure.id !== 'kansai-history') {
    return language.change(figure.value - (was ?? 0));
  }
  return figure.value === was ? language.say('unchanged') : language.say('before', { value: shown(was, figure, language) });
}

function shown(value, figure, language) {
  // A year has no separator.
  if (figure.id === 'kansai-history') {
    return `${value}`;
  }
  return language.figure(value, typeof value === 'string' ? 'date' : 'number');
}

function details(figure, language) {
  return element(
    'details',
    {},
    element('summary', {}, language.say('madeOf', { figure: language.of(figure.text) })),
    element('ul', {}, figure.details.map(each => element('li', {}, inWords(each, language)))),
  );
}

/** A day, names, and figures. */
function inWords(details, language) {
  return Object.values(details)
    .filter(value => value !== null && value !== undefined)
    .flatMap(value => {
      if (typeof value === 'object' && 'en' in value) {
        return [language.of(value)];
      }
      return typeof value === 'string' || typeof value === 'number' ? [`${value}`] : [];
    })
    .join(' · ');
}
