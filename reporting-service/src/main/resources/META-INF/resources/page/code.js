import { remembered } from './request.js';

// What rows are called that have no code, or one that is not known.
const MISSING = { NONE: 'codeNone', ZZ: 'codeNone', UNASSIGNED: 'codeUnassigned', UNKNOWN: 'codeUnknown' };

/** The codes of a dimension with their names, as [code, name]. */
export async function codes(dimension, language) {
  const definition = await defined(dimension);
  if (definition.codelist === undefined) {
    return (definition.codes ?? []).map(({ code, label }) => [code, language.of(label)]);
  }
  const { items } = await remembered(definition.codelist);
  return items.map(({ code, name }) => [code, language.of(name)]);
}

/** What a code of a dimension is called. */
export async function named(dimension, code, language) {
  const known = (await codes(dimension, language)).find(([each]) => each === code);
  return known === undefined ? (code in MISSING ? language.say(MISSING[code]) : code) : known[1];
}

/** The definition of a dimension; of other filters, nothing but the name. */
export async function defined(dimension) {
  const { items } = await remembered('/v1/dimensions');
  return items.find(each => each.name === dimension) ?? { name: dimension, codes: [] };
}

export async function measures() {
  return (await remembered('/v1/measures')).items;
}
