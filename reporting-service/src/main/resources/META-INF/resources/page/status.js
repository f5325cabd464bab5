import { element } from './element.js';
import { inOneLine } from './refusal.js';
import { ask, Away, NotLoggedIn } from './request.js';

const USUAL = 20_000;
const IMPATIENT = 1_000;

// An owner whose newest changes are older than this is told to be behind.
const STALE_MILLIS = 60_000;

/** How fresh and how complete the figures are, at the foot of every view; calls back when the service is back. */
export class StatusLine {
  constructor(back) {
    this.back = back;
    this.away = false;
    this.shown = element('p', { id: 'freshness' });
    // Only what has changed is read out, not each second of delay.
    this.told = element('p', { class: 'unseen', role: 'status' });
    this.node = element('div', { class: 'status' }, this.shown, this.told);
  }

  /** Asks now and from then on. */
  async follow(language) {
    clearTimeout(this.timer);
    this.language = language;
    const round = (this.round = Symbol('round'));
    let next = USUAL;
    try {
      const [freshness, reconciliation] = await Promise.all([ask('/v1/freshness'), ask('/v1/reconciliation')]);
      if (round === this.round) {
        this.tell(freshness, reconciliation);
      }
    } catch (failure) {
      if (round === this.round) {
        this.fail(failure);
      }
      next = failure instanceof Away ? IMPATIENT : USUAL;
    }
    if (round === this.round) {
      this.timer = setTimeout(() => this.follow(this.language), next);
    }
  }

  /** A view has had no answer: asks again soon, and calls back when there is one. */
  suspect() {
    this.away = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.follow(this.language), IMPATIENT);
  }

  /** Nothing is asked while nobody is logged in. */
  rest() {
    clearTimeout(this.timer);
    this.round = null;
    this.shown.replaceChildren();
    this.told.textContent = '';
  }

  tell(freshness, reconciliation) {
    const say = (key, places) => this.language.say(key, places);
    const behind = freshness.owners.filter(each => !(each.lagMillis <= STALE_MILLIS));
    const waiting = Object.values(freshness.quarantined).reduce((all, each) => all + each, 0);
    const worst = ['DIFFERS', 'AWAY', 'CHECKING', 'AGREES']
      .find(state => reconciliation.owners.some(owner => owner.state === state)) ?? 'CHECKING';
    const state = [
      behind.length === 0 ? say('fresh') : say('stale', { owners: behind.map(each => say(`owner-${each.owner}`)).join(', ') }),
      say(`reconciliation-${worst}`),
      ...(waiting > 0 ? [say('quarantined', { count: waiting })] : []),
    ];
    this.node.classList.toggle('stale', behind.length > 0 || worst === 'DIFFERS' || waiting > 0);
    this.shown.replaceChildren(
      ...state.map(each => element('span', {}, each)),
      ...freshness.owners.map(each => element('span', { class: 'detail' }, `${say(`owner-${each.owner}`)}: ${
        each.completeUntil === undefined || each.completeUntil === null
          ? say('neverComplete')
          : say('completeUntil', { instant: this.language.instant(each.completeUntil) })}`)),
      element('span', { class: 'detail' }, say('position', { position: freshness.position })),
    );
    this.announce(state.join(' '));
    if (this.away) {
      this.away = false;
      this.back();
    }
  }

  fail(failure) {
    this.away = failure instanceof Away;
    const text = this.language.say(failure instanceof NotLoggedIn ? 'loginExpired' : 'statusUnknown');
    this.node.classList.add('stale');
    this.shown.replaceChildren(element('span', { title: inOneLine(failure, this.language) }, text));
    this.announce(text);
  }

  announce(text) {
    if (this.told.textContent !== text) {
      this.told.textContent = text;
    }
  }
}
