/** An element with attributes (false and null are left out, functions listen) and children (texts or nodes). */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** Likewise of SVG. */
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

/** What may be wider than the window, in a frame of its own; name: its aria-label or aria-labelledby. */
export function scrolled(name, ...children) {
  return element('div', { class: 'scroll', role: 'region', tabindex: 0, ...name }, ...children);
}

/** The head of a table; figures: which of the columns hold them. */
export function headings(columns, language, figures = []) {
  return element('thead', {}, element('tr', {}, columns.map(each =>
    element('th', { scope: 'col', class: figures.includes(each) ? 'figures' : null }, language.say(`column-${each}`)))));
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(name, value);
    } else if (value === true) {
      made.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return made;
}
