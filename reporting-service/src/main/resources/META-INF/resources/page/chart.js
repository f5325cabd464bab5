import { drawn, element, scrolled } from './element.js';
import { save } from './takeaway.js';

// On the page the style sheet decides; a file that is taken away has these.
const COLOURS = { mark: '#0b4a8f', axis: '#767676', ink: '#1a1a1a' };
const FONT = '14px system-ui, sans-serif';
const LINE = 26;

/** Bars from the longest on, one for each of {name, value, shown}. */
export function bars(entries) {
  const width = paperWidth();
  const names = Math.min(260, width * 0.4);
  const most = Math.max(1, ...entries.map(each => each.value));
  const room = width - names - 90;
  return {
    width,
    height: LINE * entries.length + 8,
    shapes: entries.flatMap(({ name, value, shown }, i) => [
      { text: fitting(name, names - 8), x: names - 8, y: LINE * i + 18, anchor: 'end' },
      { rect: [names, LINE * i + 4, Math.max(1, (room * value) / most), LINE - 8] },
      { text: shown, x: names + (room * value) / most + 6, y: LINE * i + 18, anchor: 'start' },
    ]),
  };
}

/** A line over time, through {name, value, shown}. */
export function line(entries) {
  const width = paperWidth();
  const [height, left, below, above] = [240, 40, 30, 24];
  const most = Math.max(1, ...entries.map(each => each.value));
  const at = (i, value) => [
    left + ((width - 2 * left) * (entries.length === 1 ? 0.5 : i / (entries.length - 1))),
    height - below - ((height - below - above) * value) / most,
  ];
  const points = entries.map((each, i) => at(i, each.value));
  const every = Math.ceil((entries.length * 64) / width);
  return {
    width,
    height,
    shapes: [
      { line: [left / 2, height - below, width - left / 2, height - below] },
      { path: points },
      ...points.map(point => ({ circle: point })),
      ...entries.flatMap(({ name, shown }, i) =>
        i % every === 0
          ? [
              { text: name, x: points[i][0], y: height - 8, anchor: 'middle' },
              { text: shown, x: points[i][0], y: points[i][1] - 10, anchor: 'middle' },
            ]
          : []),
    ],
  };
}

/** Spans of time below one another, one for each of {name, first, last}, days as numbers; years are drawn under them. */
export function spans(entries, first, last, years) {
  const width = paperWidth();
  const names = Math.min(260, width * 0.4);
  const height = LINE * entries.length + 30;
  const at = day => names + ((width - names - 20) * (day - first)) / Math.max(1, last - first);
  const every = Math.ceil((years.length * 56) / (width - names));
  return {
    width,
    height,
    shapes: [
      ...years.filter((each, i) => i % every === 0).flatMap(({ name, day }) => [
        { line: [at(day), 0, at(day), height - 22] },
        { text: name, x: at(day), y: height - 6, anchor: 'middle' },
      ]),
      ...entries.flatMap((each, i) => [
        { text: fitting(each.name, names - 8), x: names - 8, y: LINE * i + 18, anchor: 'end' },
        {
          rect: [
            at(Math.max(each.first, first)),
            LINE * i + 6,
            Math.max(2, at(Math.min(each.last, last)) - at(Math.max(each.first, first))),
            LINE - 12,
          ],
        },
      ]),
    ],
  };
}

/** A drawing with its title, the table behind it, and ways to take it away. */
export function chart(drawing, title, file, table, { language }) {
  const image = svg(drawing, title);
  return element(
    'figure',
    {},
    element('figcaption', {}, title),
    image,
    element(
      'div',
      { class: 'takeaway' },
      element('button', {
        type: 'button',
        'aria-label': language.say('takeAs', { form: 'SVG', what: title }),
        click: () => save(new Blob([new XMLSerializer().serializeToString(image)], { type: 'image/svg+xml' }), `${file}.svg`),
      }, 'SVG'),
      element('button', {
        type: 'button',
        'aria-label': language.say('takeAs', { form: 'PNG', what: title }),
        click: () => painted(drawing).toBlob(png => save(png, `${file}.png`)),
      }, 'PNG'),
    ),
    element('details', {}, element('summary', {}, language.say('behindChart')),
      scrolled({ 'aria-label': title }, table)),
  );
}

function svg({ width, height, shapes }, title) {
  return drawn(
    'svg',
    { role: 'img', 'aria-label': title, viewBox: `0 0 ${width} ${height}`, width, height, 'font-size': 14,
      'font-family': 'system-ui, sans-serif' },
    shapes.map(shape => {
      if (shape.rect) {
        const [x, y, w, h] = shape.rect;
        return drawn('rect', { class: 'mark', x, y, width: w, height: h, fill: COLOURS.mark });
      }
      if (shape.line) {
        const [x1, y1, x2, y2] = shape.line;
        return drawn('line', { class: 'axis', x1, y1, x2, y2, stroke: COLOURS.axis });
      }
      if (shape.path) {
        return drawn('polyline', { class: 'curve', points: shape.path.map(each => each.join(',')).join(' '), fill: 'none',
          stroke: COLOURS.mark, 'stroke-width': 2 });
      }
      if (shape.circle) {
        return drawn('circle', { class: 'mark', cx: shape.circle[0], cy: shape.circle[1], r: 4, fill: COLOURS.mark });
      }
      return drawn('text', { class: 'ink', x: shape.x, y: shape.y, 'text-anchor': shape.anchor, fill: COLOURS.ink }, shape.text);
    }),
  );
}

/** The same drawing in points, twice as fine as a screen. */
function painted({ width, height, shapes }) {
  const canvas = element('canvas', { width: width * 2, height: height * 2 });
  const pen = canvas.getContext('2d');
  pen.scale(2, 2);
  pen.font = FONT;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  for (const shape of shapes) {
    pen.fillStyle = shape.text === undefined ? COLOURS.mark : COLOURS.ink;
    pen.strokeStyle = shape.line ? COLOURS.axis : COLOURS.mark;
    pen.lineWidth = shape.line ? 1 : 2;
    pen.beginPath();
    if (shape.rect) {
      pen.fillRect(...shape.rect);
    } else if (shape.line) {
      pen.moveTo(shape.line[0], shape.line[1]);
      pen.lineTo(shape.line[2], shape.line[3]);
      pen.stroke();
    } else if (shape.path) {
      shape.path.forEach(([x, y]) => pen.lineTo(x, y));
      pen.stroke();
    } else if (shape.circle) {
      pen.arc(...shape.circle, 4, 0, 2 * Math.PI);
      pen.fill();
    } else {
      pen.textAlign = { start: 'left', middle: 'center', end: 'right' }[shape.anchor];
      pen.fillText(shape.text, shape.x, shape.y);
    }
  }
  return canvas;
}

// As wide as what is read on, so that the letters stay as large as the text around them.
function paperWidth() {
  return Math.max(300, Math.min(1100, document.documentElement.clientWidth - 48));
}

function fitting(text, room) {
  const pen = element('canvas').getContext('2d');
  pen.font = FONT;
  let shown = text;
  while (shown.length > 1 && pen.measureText(shown).width > room) {
    shown = `${shown.slice(0, -2)}…`;
  }
  return shown;
}
