import { element } from './element.js';

/** When something became what it is, and by what events. */
export function since(events, language) {
  if (events.length === 0) {
    return '';
  }
  const last = events.reduce((newest, each) => (each.position > newest.position ? each : newest));
  return [
    language.instant(last.knownAt),
    element('details', {},
      element('summary', {}, language.say('events', { count: events.length })),
      element('ul', {}, events.map(each =>
        element('li', {}, `${language.instant(each.knownAt)}: ${each.type} (${language.say('version', { version: each.version })})`)))),
  ];
}
