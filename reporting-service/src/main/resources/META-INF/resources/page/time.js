/** The fiscal year in which Tokyo is; it begins on 1 April. */
export function presentYear() {
  return yearOf(today());
}

/** The fiscal year of a day. */
export function yearOf(day) {
  const [year, month] = day.split('-').map(Number);
  return month < 4 ? year - 1 : year;
}

/** The day that it is in Tokyo. */
export function today() {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format(new Date());
}

/** The fiscal year or the range that was chosen, as reports take it. */
export function period(choices) {
  return choices.has('from') && choices.has('to')
    ? { from: choices.get('from'), to: choices.get('to') }
    : { fiscalYear: year(choices) };
}

/** The last year of the period. */
export function year(choices) {
  return Number(choices.get('fiscalYear') ?? choices.get('to') ?? presentYear());
}

/** The years of a series: the range that was chosen, or the ten years that end with the chosen one. */
export function series(choices) {
  return choices.has('from') && choices.has('to')
    ? { from: choices.get('from'), to: choices.get('to') }
    : { from: year(choices) - 9, to: year(choices) };
}

/** As of which day, as known when, and for which offices and countries figures are counted. */
export function knowledge(choices) {
  return Object.fromEntries(
    ['asOf', 'knownAt', 'officeBasis', 'formerCountries'].map(name => [name, choices.get(name)]),
  );
}
