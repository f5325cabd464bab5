import { elsewhere, lists } from './address.js';
import { element } from './element.js';

// What an answer says anyway when nothing else was asked for.
const USUAL = { officeBasis: 'recorded', countryBasis: 'sending', formerCountries: 'recorded' };

/** The address of what is behind one figure of an answer, or of an explanation itself. */
export function explanation(answer, key, measure, choices) {
  const asked = { measure, asOf: answer.asOf, knownAt: null, position: answer.position, ...answer.filters };
  for (const [name, usual] of Object.entries(USUAL)) {
    asked[name] = answer[name] === usual ? null : answer[name];
  }
  const { fiscalYear, from, to } = answer.period;
  Object.assign(asked, { fiscalYear, from, to });
  for (const { name, dimension } of answer.dimensions ?? []) {
    if (!(name in key)) {
      continue;
    }
    if (dimension === 'fiscalYear') {
      Object.assign(asked, { fiscalYear: key[name], from: null, to: null });
    } else {
      asked[dimension] = key[name];
    }
  }
  return elsewhere(choices, 'explanation', asked);
}

/** The address of what is behind a figure of the yearly report. */
export function behind({ explain }, choices) {
  const [base, query] = explain.split('?');
  const asked = lists(new URLSearchParams(query));
  return base === '/v1/explain'
    ? elsewhere(choices, 'explanation', { fiscalYear: null, from: null, to: null, ...asked })
    : elsewhere(choices, 'list', { list: base.split('/').pop(), ...asked });
}

/** A figure that leads to its explanation, with what is to be known of it. */
export function figure(answer, row, measure, { choices, language }, what) {
  const status = row.status?.[measure.name];
  const value = row.values[measure.name];
  const shown = status === 'withheld' ? language.say('withheld') : language.figure(value, measure.unit);
  return [
    element(
      'a',
      {
        href: explanation(answer, row.key ?? {}, measure.name, choices),
        class: status ?? 'normal',
        'aria-label': `${shown}: ${what}, ${language.of(measure.label)}`,
      },
      shown,
    ),
    status === 'estimated' || status === 'break'
      ? element('abbr', { title: language.say(`status-${status}`) }, language.say(`mark-${status}`))
      : null,
  ];
}
