import { element } from './element.js';
import { inOneLine } from './refusal.js';
import { asked } from './request.js';

const FORMS = [
  { form: 'csv', ending: 'csv', shown: 'CSV' },
  { form: 'xlsx', ending: 'xlsx', shown: 'XLSX' },
  { form: 'jsonstat', ending: 'json', shown: 'JSON-stat' },
];

/** Ways to take the figures of one request away. */
export function takeaway(address, name, { language }) {
  const said = element('span', { role: 'status' });
  return element(
    'div',
    { class: 'takeaway' },
    FORMS.map(({ form, ending, shown }) =>
      element('button', {
        type: 'button',
        'aria-label': language.say('takeAs', { form: shown, what: name }),
        click: async () => {
          try {
            const answer = await asked(`${address}${address.includes('?') ? '&' : '?'}format=${form}`, {
              Accept: '*/*',
              'Accept-Language': language.code,
            });
            save(await answer.blob(), `${name}.${ending}`);
            said.textContent = language.say('taken', { file: `${name}.${ending}` });
          } catch (failure) {
            said.textContent = inOneLine(failure, language);
          }
        },
      }, shown)),
    element(
      'details',
      {},
      element('summary', {}, language.say('request')),
      element('p', {}, language.say('requestToken')),
      element('pre', { tabindex: 0 }, element('code', {}, curl(address))),
    ),
    said,
  );
}

/** A file for the reader. */
export function save(content, name) {
  const address = URL.createObjectURL(content);
  element('a', { href: address, download: name }).click();
  // The download reads it after this.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function curl(address) {
  return `curl -s '${location.origin}${address.replaceAll("'", '%27')}' -H "Authorization: Bearer $TOKEN"`;
}
