// Choices that mean the same on every view, and are kept when somebody goes from one to another.
const EVERYWHERE = ['lang', 'fiscalYear', 'from', 'to', 'asOf', 'knownAt', 'officeBasis', 'formerCountries'];

/** Every choice that was made, from the address. */
export function choices(search = location.search) {
  return new URLSearchParams(search);
}

/** Of parameters that may stand there more than once, all values of each. */
export function lists(parameters) {
  const all = {};
  for (const [name, value] of parameters) {
    all[name] = [...(all[name] ?? []), value];
  }
  return all;
}

/** The address of the same view with some choices changed; null takes one away, a list gives several. */
export function changed(current, changes) {
  const next = new URLSearchParams(current);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const each of value === null || value === undefined ? [] : [value].flat()) {
      if (`${each}` !== '') {
        next.append(name, each);
      }
    }
  }
  return href(next);
}

/** The address of another view, in the same language and at the same time. */
export function elsewhere(current, view, choices = {}) {
  const kept = new URLSearchParams([...current].filter(([name]) => EVERYWHERE.includes(name)));
  return changed(kept, { view, ...choices });
}

function href(parameters) {
  const query = parameters.toString();
  return query === '' ? '/' : `/?${query}`;
}
