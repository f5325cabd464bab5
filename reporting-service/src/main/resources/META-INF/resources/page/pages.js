import { changed } from './address.js';
import { element } from './element.js';

/** How many stand on a page. */
export const PAGE = 25;

/** The choices of pages, to be taken back when anything else is chosen: a page is one of its list only. */
export function firstPages(choices) {
  return Object.fromEntries([...choices.keys()].filter(name => name.startsWith('cursor')).map(name => [name, null]));
}

/** The ways to the next page of a list and back to its first; name: of its choice in the address; title: of the list. */
export function pages({ nextCursor }, name, title, { choices, language }) {
  if (nextCursor === undefined && !choices.has(name)) {
    return null;
  }
  const place = name.replace('.', '-');
  const way = (id, cursor) =>
    element('a', { id: `${id}-${place}`, href: changed(choices, { [name]: cursor }), 'aria-label': `${language.say(id)}: ${title}` },
      language.say(id));
  return element('p', { class: 'onscreen pages' },
    choices.has(name) ? way('first', null) : null,
    // Whoever has come by this way to the last page still stands here.
    nextCursor === undefined ? element('span', { id: `next-${place}`, tabindex: -1 }, language.say('last')) : way('next', nextCursor));
}
