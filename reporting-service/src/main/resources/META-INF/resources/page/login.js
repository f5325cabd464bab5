import { choices } from './address.js';

// For this tab only, and gone with it.
const LOGIN = 'login';
const STARTED = 'login-started';

/** What went wrong between the page and the issuer. */
export class LoginFailed extends Error {}

/** The access token, or null if there is none that still holds. */
export function token() {
  const login = JSON.parse(sessionStorage.getItem(LOGIN));
  return login !== null && Date.now() < login.until ? login.token : null;
}

/** Whether there was a login that holds no more. */
export function hasExpired() {
  return sessionStorage.getItem(LOGIN) !== null && token() === null;
}

/** The service takes the token no more, whatever its end says. */
export function expire() {
  const login = JSON.parse(sessionStorage.getItem(LOGIN));
  sessionStorage.setItem(LOGIN, JSON.stringify({ ...login, until: 0 }));
}

export function forget() {
  sessionStorage.removeItem(LOGIN);
}

/** Goes to the issuer; who comes back stands at the same address as now. */
export async function begin() {
  const { authorization_endpoint: endpoint } = await discovered();
  const started = { state: random(), verifier: random(), address: location.pathname + location.search };
  sessionStorage.setItem(STARTED, JSON.stringify(started));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(started.verifier));
  const asked = new URL(endpoint);
  Object.entries({
    response_type: 'code',
    client_id: meta('client'),
    redirect_uri: `${location.origin}/`,
    scope: 'openid',
    state: started.state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  }).forEach(([name, value]) => asked.searchParams.set(name, value));
  location.assign(asked);
}

/** Takes the token for the code that stands in the address, and puts the address of before in its place. */
export async function finish() {
  const answer = choices();
  if (!answer.has('state') || !(answer.has('code') || answer.has('error'))) {
    return;
  }
  const started = JSON.parse(sessionStorage.getItem(STARTED));
  sessionStorage.removeItem(STARTED);
  history.replaceState(null, '', started?.address ?? '/');
  if (started === null || answer.get('state') !== started.state) {
    throw new LoginFailed('state');
  }
  if (answer.has('error')) {
    throw new LoginFailed(answer.get('error_description') ?? answer.get('error'));
  }
  const { token_endpoint: endpoint } = await discovered();
  const response = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: meta('client'),
      redirect_uri: `${location.origin}/`,
      code: answer.get('code'),
      code_verifier: started.verifier,
    }),
  });
  if (!response.ok) {
    throw new LoginFailed(`${response.status}`);
  }
  const given = await response.json();
  sessionStorage.setItem(
    LOGIN,
    JSON.stringify({ token: given.access_token, until: Date.now() + given.expires_in * 1000 }),
  );
}

async function discovered() {
  const response = await fetch(`${meta('issuer')}/.well-known/openid-configuration`);
  if (!response.ok) {
    throw new LoginFailed(`${response.status}`);
  }
  return response.json();
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function meta(name) {
  return document.querySelector(`meta[name=${name}]`).content;
}
