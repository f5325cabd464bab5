import { changed } from './address.js';
import { element, scrolled } from './element.js';
import { figure } from './figure.js';

/**
 * The figures of an answer, each with the way to its explanation.
 *
 * name: the table's own, for its order in the address; caption; profile: from the key of a row to an address of its own;
 * published: the same report as it was published, of which changed figures are marked
 */
export function figures(answer, context, { name, caption, profile = null, published = null }) {
  const { choices, language } = context;
  const order = Order.of(choices.get(`sort.${name}`));
  const rows = order.sorted(published === null ? answer.rows : withPublished(answer, published), language);
  const id = `table-${name}`;
  const kept = answer.dimensions.map(each => language.of(each.label)).join(' / ');
  const before = new Map((published?.rows ?? []).map(row => [JSON.stringify(row.key), row]));
  const cells = (row, was, what) =>
    answer.measures.map(measure =>
      cell(figure(answer, row, measure, context, what), row.values[measure.name], was?.values[measure.name], measure, context,
        published !== null));
  return scrolled(
    { 'aria-labelledby': id },
    element(
      'table',
      {},
      element('caption', { id }, caption, rows.length === 0 ? ` – ${language.say('empty')}` : ''),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          heading(order, 'name', kept, name, context),
          answer.measures.map(measure => heading(order, measure.name, language.of(measure.label), name, context, measure)),
        ),
      ),
      element(
        'tbody',
        {},
        rows.map(row => {
          const label = language.of(row.label);
          const way = profile?.(row.key);
          return element(
            'tr',
            {},
            element('th', { scope: 'row' }, way ? element('a', { href: way }, label) : label),
            cells(row, before.get(JSON.stringify(row.key)), label),
          );
        }),
      ),
      element(
        'tfoot',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, language.say('total')),
          cells(answer.total, published?.total, language.say('total')).map((made, i) => {
            const measure = answer.measures[i];
            if (!measure.additive && rows.length > 0) {
              const sum = answer.sumOfRows?.[measure.name];
              made.append(
                element('small', {}, sum === undefined
                  ? language.say('notAdditive')
                  : language.say('notAdditiveSum', { sum: language.figure(sum, measure.unit) })),
              );
            }
            return made;
          }),
        ),
      ),
    ),
    legend(rows, language),
  );
}

function cell(shown, now, was, measure, { language }, compared) {
  const differs = compared && `${was ?? 0}` !== `${now ?? 0}`;
  return element(
    'td',
    { class: differs ? 'changed' : null },
    shown,
    differs ? element('small', {}, language.say('publishedAs', { value: language.figure(was ?? 0, measure.unit) })) : null,
  );
}

/** Rows that were published and are no more stay, with nothing in them. */
function withPublished(answer, published) {
  const now = new Set(answer.rows.map(row => JSON.stringify(row.key)));
  const nothing = Object.fromEntries(answer.measures.map(measure => [measure.name, 0]));
  return [
    ...answer.rows,
    ...published.rows.filter(row => !now.has(JSON.stringify(row.key))).map(row => ({ ...row, values: nothing, status: {} })),
  ];
}

function heading(order, column, text, table, { choices, language }, measure = null) {
  return element(
    'th',
    { scope: 'col', class: measure === null ? null : 'figures', 'aria-sort': order.column === column ? (order.down ? 'descending' : 'ascending') : null },
    element(
      'a',
      {
        id: `sort-${table}-${column}`,
        class: 'sort',
        href: changed(choices, { [`sort.${table}`]: order.next(column) }),
        title: measure === null ? null : language.definition(measure),
        'aria-label': language.say('sortBy', { column: text }),
      },
      text,
      element('span', { 'aria-hidden': 'true' }, order.column === column ? (order.down ? ' ▼' : ' ▲') : ' ↕'),
    ),
  );
}

function legend(rows, language) {
  const found = new Set(rows.flatMap(row => Object.values(row.status ?? {})));
  const told = ['provisional', 'estimated', 'break', 'withheld'].filter(status => found.has(status));
  return told.length === 0
    ? null
    : element('ul', { class: 'legend' }, told.map(status => element('li', { class: status }, language.say(`status-${status}`))));
}

/** By which column rows are ordered; figures from the largest on at first, names from the beginning. */
class Order {
  constructor(column, down) {
    this.column = column;
    this.down = down;
  }

  static of(chosen) {
    return chosen === null ? new Order(null, false) : new Order(chosen.replace(/^-/, ''), chosen.startsWith('-'));
  }

  next(column) {
    const down = this.column === column ? !this.down : column !== 'name';
    return down ? `-${column}` : column;
  }

  sorted(rows, language) {
    if (this.column === null) {
      return rows;
    }
    const by = this.column === 'name'
      ? (one, other) => language.of(one.label).localeCompare(language.of(other.label), language.code)
      : (one, other) => (one.values[this.column] ?? -1) - (other.values[this.column] ?? -1);
    return [...rows].sort((one, other) => (this.down ? by(other, one) : by(one, other)));
  }
}
