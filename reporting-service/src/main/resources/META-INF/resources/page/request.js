import { expire, token } from './login.js';

/** A refusal, as the service words it (RFC 9457). */
export class Problem extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** Nobody is logged in, or no more. */
export class NotLoggedIn extends Error {}

/** Nothing answers. */
export class Away extends Error {}

/** The address of a question; null and empty are left out, a list is several. */
export function path(base, parameters) {
  const query = new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) =>
      [value].flat().filter(each => each !== null && each !== undefined && each !== '').map(each => [name, each])),
  ).toString();
  return query === '' ? base : `${base}?${query}`;
}

/** The answer in whatever form. */
export async function asked(address, headers = {}) {
  const bearer = token();
  if (bearer === null) {
    throw new NotLoggedIn();
  }
  let response;
  try {
    response = await fetch(address, { headers: { Accept: 'application/json', ...headers, Authorization: `Bearer ${bearer}` } });
  } catch (unreachable) {
    throw new Away(unreachable.message);
  }
  if (response.status === 401) {
    expire();
    throw new NotLoggedIn();
  }
  if (!response.ok) {
    throw new Problem(await problem(response));
  }
  return response;
}

/** The answer as JSON. */
export async function ask(address) {
  return (await asked(address)).json();
}

const lists = new Map();

/** Of what does not change while the page is open: definitions and code lists. */
export function remembered(address) {
  if (!lists.has(address)) {
    const answer = ask(address);
    answer.catch(() => lists.delete(address));
    lists.set(address, answer);
  }
  return lists.get(address);
}

async function problem(response) {
  try {
    return await response.json();
  } catch {
    return { title: response.statusText, status: response.status };
  }
}
