import { element, headings, scrolled } from '../element.js';
import { ask, path } from '../request.js';

/** A code list behind a figure. */
export default {
  chosen: [],

  async show({ choices, language }) {
    const { codelist, items, count } = await ask(
      path(`/v1/codelists/${encodeURIComponent(choices.get('list'))}`, { countedOn: choices.get('countedOn'), code: choices.get('code') }),
    );
    const title = language.say(choices.has('countedOn') ? 'listOn' : 'list', {
      list: language.say(`list-${codelist}`),
      day: choices.has('countedOn') ? language.day(choices.get('countedOn')) : '',
      count,
    });
    return {
      title,
      parts: [
        scrolled({ 'aria-label': title },
          element('table', {},
            element('caption', {}, title),
            headings(['code', 'name', 'history'], language),
            element('tbody', {}, items.map(item =>
              element('tr', {},
                element('td', { class: 'words' }, item.code),
                element('th', { scope: 'row' }, language.of(item.name)),
                element('td', { class: 'words' }, history(item, language))))))),
      ],
    };
  },
};

function history({ history: past }, language) {
  return (past?.events ?? []).map(({ date, name }) =>
    element('div', {}, [date, name === undefined || name === null ? null : language.of(name)].filter(Boolean).join(' · ')));
}
