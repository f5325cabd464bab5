import { element } from './element.js';
import { CODES, TYPES } from './messages/problems.js';
import { Away, NotLoggedIn, Problem } from './request.js';

/** What went wrong, in one line. */
export function inOneLine(failure, language) {
  if (failure instanceof Away) {
    return language.say('away');
  }
  if (failure instanceof NotLoggedIn) {
    return language.say('loginExpired');
  }
  return failure instanceof Problem ? language.say('refused', { title: titled(failure.problem, language) }) : failure.message;
}

/** What a refusal says beside its title. */
export function reasons(problem, language) {
  const { detail, errors = [] } = problem;
  return errors.length > 0
    ? element('ul', {}, errors.map(each => element('li', {}, sentence(each.pointer, own(CODES, each.code, language), each.detail))))
    : element('p', {}, sentence('', own(TYPES, slug(problem), language)?.[1], detail));
}

function titled(problem, language) {
  return own(TYPES, slug(problem), language)?.[0] ?? problem.title;
}

/** In the language of the page if it has the words, else as the service says it. */
function sentence(pointer, own, english) {
  const place = pointer ? `${pointer}: ` : '';
  return own === undefined ? element('span', { lang: 'en' }, place, english) : `${place}${own}`;
}

function own(words, key, language) {
  return language.code === 'ja' && Object.hasOwn(words, key ?? '') ? words[key] : undefined;
}

function slug({ type }) {
  return type?.split('/').pop();
}
