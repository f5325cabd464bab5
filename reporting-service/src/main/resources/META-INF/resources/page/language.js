import definitions from './messages/definitions.js';
import en from './messages/en.js';
import ja from './messages/ja.js';

const MESSAGES = { en, ja };

// As the yearly report writes days.
const LOCALES = { en: 'en-GB', ja: 'ja-JP' };

/** The language of the page: what it says, and how it writes numbers and days. */
export class Language {
  constructor(code) {
    this.code = code;
    this.messages = MESSAGES[code];
    this.locale = LOCALES[code];
  }

  /** The one that was chosen, or else the first that the browser's owner reads. */
  static of(choices) {
    const wanted = [choices.get('lang'), ...navigator.languages.map(each => each.slice(0, 2))];
    return new Language(wanted.find(each => Object.hasOwn(MESSAGES, each ?? '')) ?? 'en');
  }

  /** A message, its {places} filled. */
  say(key, places = {}) {
    return this.messages[key].replace(/\{(\w+)\}/g, (place, name) => places[name] ?? place);
  }

  knows(key) {
    return Object.hasOwn(this.messages, key);
  }

  /** Of a name in both languages. */
  of(label) {
    return label[this.code];
  }

  /** What a measure counts. */
  definition(measure) {
    return this.code === 'ja' ? definitions[measure.name] : measure.definition;
  }

  /** A figure as people read it. */
  figure(value, unit) {
    if (value === null || value === undefined) {
      return this.say('none');
    }
    if (unit === 'date') {
      return this.day(value);
    }
    return unit === 'share'
      ? new Intl.NumberFormat(this.locale, { style: 'percent', maximumFractionDigits: 2 }).format(value)
      : new Intl.NumberFormat(this.locale).format(value);
  }

  change(difference) {
    return new Intl.NumberFormat(this.locale, { signDisplay: 'exceptZero' }).format(difference);
  }

  day(text) {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${text}T00:00Z`));
  }

  instant(text) {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeStyle: 'long', timeZone: 'Asia/Tokyo' })
      .format(new Date(text));
  }

  /** What is shown, with the period of the answer. */
  inPeriod(key, { period }) {
    return this.say('in', { what: this.say(key), period: this.period(period) });
  }

  /** The period of an answer. */
  period(period) {
    return period.fiscalYear === undefined
      ? this.say('fiscalYears', { from: period.from, to: period.to })
      : this.say('fiscalYearOf', { year: period.fiscalYear });
  }
}
