import { changed } from './address.js';
import { codes, defined, measures } from './code.js';
import { element } from './element.js';
import { firstPages } from './pages.js';
import { ask, remembered } from './request.js';
import { year } from './time.js';

const ATTRIBUTES = ['sex', 'ageBand', 'occupation', 'organisationType', 'nationality'];
const TABLES = ['country', 'leadOffice', 'scheme', 'facility'];

/** What can be chosen on a view, as a form; what is chosen stands in the address once it is sent. */
export async function form(view, context) {
  const { choices, language } = context;
  const fields = await Promise.all(view.chosen.map(each => field(each, view, context)));
  return element(
    'form',
    {
      class: 'choices',
      'aria-label': language.say('choices'),
      submit: event => {
        event.preventDefault();
        const next = Object.fromEntries([...new FormData(event.target)].map(([name, value]) => [name, value.trim()]));
        arrive(event.target, changed(choices, { ...firstPages(choices), ...next, ...agreed(next) }));
      },
    },
    fields,
    element('button', { type: 'submit', id: 'show' }, language.say('show')),
  );
}

/** Goes on at another address of the page. */
export function arrive(from, address) {
  from.dispatchEvent(new CustomEvent('arrive', { bubbles: true, detail: address }));
}

/** A range makes the one year superfluous, half a range is none, and where there is no range a year ends it. */
function agreed({ fiscalYear, from, to }) {
  if (from === undefined) {
    return fiscalYear === undefined || fiscalYear === '' ? {} : { from: null, to: null };
  }
  return from !== '' && to !== '' ? { fiscalYear: null } : { from: null, to: null, fiscalYear };
}

async function field(name, view, { choices, language }) {
  const value = choices.get(name) ?? '';
  switch (name) {
    case 'fiscalYear':
      return input(name, language, { type: 'number', min: 1900, max: 2149, value: choices.has('from') ? '' : year(choices) });
    case 'from':
    case 'to':
      return input(name, language, { type: 'number', min: 1900, max: 2149, value });
    case 'asOf':
      return input(name, language, { type: 'date', value });
    case 'knownAt':
      return input(name, language, { type: 'text', value, placeholder: '2016-04-01T00:00:00Z', size: 22 });
    case 'within':
      return select(name, language.say('field-within'), value === '' ? 'P90D' : value,
        [30, 90, 180, 365, 730].map(days => [`P${days}D`, language.say('days', { days })]));
    case 'officeBasis':
    case 'formerCountries':
      return select(name, language.say(`field-${name}`), value,
        ['', 'successor'].map(each => [each, language.say(`${name}-${each === '' ? 'recorded' : each}`)]));
    case 'publication': {
      const { items } = await ask('/v1/publications?limit=500');
      const known = items.map(each => [each.id, language.say('publicationOf', { year: each.fiscalYear, number: each.number ?? '–' })]);
      if (known.length === 0) {
        return null;
      }
      return view.about === name
        ? select(name, language.say('field-published'), value === '' ? items.at(-1).id : value, known)
        : select(name, language.say('field-publication'), value, [['', language.say('notCompared')], ...known]);
    }
    case 'measure': {
      const known = await measures();
      return select(name, language.say('field-measure'), value,
        view.measures.map(each => [each, language.of(known.find(one => one.name === each).label)]));
    }
    case 'publishedYear': {
      const { openTables } = await remembered('/v1/dimensions');
      return select(name, language.say('field-fiscalYear'), value, [...openTables.fiscalYears].reverse().map(each => [`${each}`, `${each}`]));
    }
    case 'attribute':
      return select(name, language.say('field-attribute'), value, await labelled(ATTRIBUTES, language));
    case 'by':
      return select(name, language.say('field-by'), value, [['', language.say('noFurther')], ...await labelled(TABLES, language)]);
    case 'country':
    case 'leadOffice':
      return select(name, language.of((await defined(name)).label), value,
        [...(view.about === name ? [] : [['', language.say('all')]]), ...byName(await codes(name, language), language)]);
    default: {
      const { label } = await defined(name);
      const known = await codes(name, language);
      return select(name, language.of(label), value, [['', language.say('all')], ...known]);
    }
  }
}

async function labelled(names, language) {
  return Promise.all(names.map(async each => [each, language.of((await defined(each)).label)]));
}

function byName(known, language) {
  return [...known].sort(([, one], [, other]) => one.localeCompare(other, language.code));
}

function input(name, language, attributes) {
  return element('label', {}, language.say(`field-${name}`), element('input', { name, id: `field-${name}`, ...attributes }));
}

/** One of several, as [code, name]. */
export function select(name, label, value, options) {
  return element(
    'label',
    {},
    label,
    element('select', { name, id: `field-${name}` },
      options.map(([code, shown]) => element('option', { value: code, selected: code === value }, shown))),
  );
}
