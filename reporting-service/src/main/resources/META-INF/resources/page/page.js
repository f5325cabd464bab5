import { changed, choices, elsewhere } from './address.js';
import { form } from './choose.js';
import { element } from './element.js';
import { Language } from './language.js';
import { begin, finish, forget, hasExpired, LoginFailed, token } from './login.js';
import { inOneLine, reasons } from './refusal.js';
import { Away, NotLoggedIn, Problem } from './request.js';
import { StatusLine } from './status.js';
import agreements from './views/agreements.js';
import countries from './views/countries.js';
import country from './views/country.js';
import explanation from './views/explanation.js';
import list from './views/list.js';
import office from './views/office.js';
import offices from './views/offices.js';
import overview from './views/overview.js';
import participants from './views/participants.js';
import programs from './views/programs.js';
import revisions from './views/revisions.js';

const VIEWS = {
  overview, countries, offices, programs, participants, agreements, country, office, revisions, explanation, list,
};
const IN_NAVIGATION = ['overview', 'countries', 'offices', 'programs', 'participants', 'agreements'];

const status = new StatusLine(() => show({ again: true }));
const said = element('p', { class: 'unseen', role: 'status' });
const header = element('header');
const main = element('main', { id: 'main', tabindex: -1 });
const footer = element('footer', {}, status.node);
document.body.append(element('a', { class: 'skip', href: '#main', click: skip }), header, main, footer, said);

let shownView = null;
let round = null;

/** Goes to another address of the page. */
function arrive(address) {
  history.pushState(null, '', address);
  show();
}

/** Shows what the address says; again: whoever reads stays where they are. */
async function show({ again = false } = {}) {
  const mine = (round = Symbol('round'));
  const chosen = choices();
  const context = { choices: chosen, language: Language.of(chosen) };
  const { language } = context;
  const name = Object.hasOwn(VIEWS, chosen.get('view') ?? '') ? chosen.get('view') : 'overview';
  const view = VIEWS[name];
  document.documentElement.lang = language.code;
  document.querySelector('.skip').textContent = language.say('skip');
  const focused = document.activeElement?.id;
  header.replaceChildren(...top(name, context));
  if (token() === null) {
    status.rest();
    settled(context, language.say(hasExpired() ? 'loginExpired' : 'loginNeeded'), loginState(context));
    return;
  }
  status.follow(language);
  main.setAttribute('aria-busy', 'true');
  said.textContent = language.say('loading');
  if (name !== shownView) {
    main.replaceChildren(element('p', { class: 'loading' }, language.say('loading')));
  }
  try {
    const [choosing, { title, parts }] = await Promise.all([
      view.chosen.length === 0 ? null : form(view, context),
      view.show(context),
    ]);
    if (mine === round) {
      settled(context, title, [choosing, compared(view, context), ...parts, printed(context)]);
    }
  } catch (failure) {
    if (mine === round) {
      settled(context, ...failed(failure, context));
    }
  }
  if (mine === round) {
    place(name, focused, again);
  }
}

/** Where the reader's focus goes: where it was, or to the heading of what is new. */
function place(name, focused, again) {
  const same = name === shownView ? document.getElementById(focused) : null;
  if (same !== null) {
    same.focus();
  } else if (shownView !== null && !again) {
    document.querySelector('h1').focus();
  }
  shownView = name;
}

function settled({ language }, title, parts) {
  main.replaceChildren(
    element('h1', { tabindex: -1 }, title),
    ...[parts].flat(Infinity).filter(part => part !== null && part !== undefined),
  );
  main.removeAttribute('aria-busy');
  document.title = `${title} – ${language.say('name')}`;
  said.textContent = title;
}

function top(name, context) {
  const { choices: chosen, language } = context;
  const other = language.code === 'en' ? 'ja' : 'en';
  return [
    element('p', { class: 'name' }, element('a', { href: elsewhere(chosen, 'overview') }, language.say('name'))),
    element(
      'nav',
      { 'aria-label': language.say('views') },
      element(
        'ul',
        {},
        IN_NAVIGATION.map(each =>
          element(
            'li',
            {},
            element(
              'a',
              { id: `to-${each}`, href: elsewhere(chosen, each), 'aria-current': each === name ? 'page' : null },
              language.say(`view-${each}`),
            ),
          )),
      ),
    ),
    element(
      'div',
      { class: 'person' },
      element('a', { id: 'language', href: changed(chosen, { lang: other }), lang: other, hreflang: other },
        language.say('otherLanguage')),
      token() === null
        ? null
        : element('button', { type: 'button', id: 'logout', click: () => { forget(); show(); } }, language.say('logout')),
    ),
  ];
}

function loginState({ language }) {
  return [
    element('p', {}, language.say('loginWhy')),
    element('button', { type: 'button', id: 'login', click: login }, language.say('login')),
  ];
}

async function login() {
  const context = { choices: choices(), language: Language.of(choices()) };
  try {
    await begin();
  } catch (failure) {
    settled(context, context.language.say('loginFailed'), [element('p', {}, failure.message), loginState(context)]);
  }
}

/** The title and the parts of a state in which there is nothing to see. */
function failed(failure, context) {
  const { language } = context;
  const retry = element('button', { type: 'button', id: 'again', click: () => show() }, language.say('again'));
  if (failure instanceof NotLoggedIn) {
    header.replaceChildren(...top(null, context));
    status.rest();
    return [language.say('loginExpired'), loginState(context)];
  }
  if (failure instanceof Away) {
    status.suspect();
    return [language.say('away'), [element('p', {}, language.say('awayWhy')), retry]];
  }
  if (failure instanceof Problem) {
    const { traceId } = failure.problem;
    return [
      inOneLine(failure, language),
      [
        reasons(failure.problem, language),
        traceId === undefined ? null : element('p', {}, language.say('trace'), ' ', element('code', { id: 'trace' }, traceId)),
        retry,
      ],
    ];
  }
  console.error(failure);
  return [language.say('broken'), [element('p', {}, failure.message), retry]];
}

/** Where a publication is compared with, the way to everything that has been corrected since. */
function compared(view, { choices: chosen, language }) {
  const publication = chosen.get('publication');
  return publication === null || view.about === 'publication' || !view.chosen.includes('publication')
    ? null
    : element('p', { class: 'onscreen' }, element('a', { id: 'revised', href: elsewhere(chosen, 'revisions', { publication }) }, language.say('revised')));
}

/** On paper, where the figures are from. */
function printed({ language }) {
  return element('p', { class: 'printed' }, language.say('printedFrom', { address: location.href }));
}

function skip(event) {
  event.preventDefault();
  main.focus();
}

document.addEventListener('click', event => {
  const link = event.target.closest('a[href]');
  const here = link !== null && link.origin === location.origin && link.pathname === '/' && !link.download && !link.hash;
  if (here && !event.defaultPrevented && event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)) {
    event.preventDefault();
    arrive(link.pathname + link.search);
  }
});
document.addEventListener('arrive', event => arrive(event.detail));
addEventListener('popstate', () => show());

try {
  await finish();
  await show();
} catch (failure) {
  const context = { choices: choices(), language: Language.of(choices()) };
  await show();
  if (failure instanceof LoginFailed || failure instanceof TypeError) {
    settled(context, context.language.say('loginFailed'), [element('p', {}, failure.message), loginState(context)]);
  }
}
