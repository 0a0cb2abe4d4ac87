/** A story's coverage as a picture: a lane for each outlet, a mark for each article, copies hollow. */
import { fileURLToPath } from 'node:url';
import { NewsroomError } from '../src/errors.ts';
import type { CoverageChart, Timestamp } from '../src/model.ts';

export interface Picture {
  readonly png: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** Outlets with a lane of their own, the first that carried the story; the others share the last lane. */
export const CHART_MAX_LANES = 14;
/** Marks that are drawn; of more, the first and the newest. */
export const CHART_MAX_MARKS = 400;
/** Letters of a title and of an outlet's name, wide ones counting for more; the rest is cut off with an ellipsis. */
export const CHART_TITLE_MAX_CHARS = 64;
export const CHART_OUTLET_MAX_CHARS = 26;
/** One letter may be several characters; of so many times the letters that are shown the rest is not looked at. */
const SEEN_CHARS_FACTOR = 4;
/** Pixels of the picture for one of the drawing: sharp on the screens that people have. */
export const CHART_SCALE = 2;

const WIDTH = 760;
const MARGIN = 24;
const LANES_LEFT = 214;
const LANES_RIGHT = WIDTH - MARGIN - 10;
const LANES_TOP = 84;
const LANE_HEIGHT = 26;
const AXIS_HEIGHT = 62;
const TICKS_MAX = 8;

const INK = '#1d1c1d';
const QUIET = '#616061';
const GRID = '#e4e4e6';
const OWN = '#1264a3';
const COPY = '#8d98a5';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const TICK_STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 30, 60, 120, 365].map((days) => days * DAY_MS),
];

/** The letters that the font has which comes with the bot; for others the machine's own are asked. */
const DRAWABLE =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Georgian}\p{Script=Armenian}\p{Script=Common}\p{Script=Inherited}]*$/u;

/** Draws the chart as a PNG of at most some 1,520 by 1,020 pixels. Throws `internal` where the machine can't draw. */
export async function renderChart(chart: CoverageChart): Promise<Picture> {
  const { svg, isForeign } = drawChart(chart);
  try {
    // Loaded where the first picture is wanted: most processes never draw one.
    const { renderAsync } = await import('@resvg/resvg-js');
    const image = await renderAsync(svg, {
      fitTo: { mode: 'zoom', value: CHART_SCALE },
      font: { fontFiles: fontFiles(), defaultFontFamily: 'DejaVu Sans', loadSystemFonts: isForeign },
    });
    return { png: image.asPng(), width: image.width, height: image.height };
  } catch (cause) {
    throw new NewsroomError('internal', 'The coverage could not be drawn.', { cause });
  }
}

const fontFiles = (): string[] =>
  [
    import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ].map((address) => fileURLToPath(address));

interface Lane {
  readonly name: string;
  readonly marks: CoverageChart['marks'];
}

/** The chart as SVG, with all text from outside escaped; whether it has letters of scripts that our font lacks. */
export function drawChart({ title, marks: all }: CoverageChart): { readonly svg: string; readonly isForeign: boolean } {
  const marks = bounded([...all].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)));
  const lanes = lanesOf(marks);
  const height = LANES_TOP + lanes.length * LANE_HEIGHT + AXIS_HEIGHT;
  const axis = axisOf(marks.map(({ at }) => at));
  const bottom = LANES_TOP + lanes.length * LANE_HEIGHT;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="DejaVu Sans" font-size="12">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    words(MARGIN, 36, shortened(title, CHART_TITLE_MAX_CHARS), `font-size="15" font-weight="bold" fill="${INK}"`),
    ...legend(marks, lanes),
    ...axis.ticks.map(({ x, label }) => tick(x, label, bottom)),
    ...lanes.map((lane, i) => laneOf(lane, LANES_TOP + (i + 0.5) * LANE_HEIGHT, axis.xOf)),
    words(LANES_RIGHT, bottom + 44, axis.days, `text-anchor="end" fill="${QUIET}" font-size="11"`),
    '</svg>',
  ];
  const said = [title, ...lanes.map(({ name }) => name)].join('');
  return { svg: parts.join('\n'), isForeign: !DRAWABLE.test(said) };
}

function bounded(marks: CoverageChart['marks']): CoverageChart['marks'] {
  if (marks.length <= CHART_MAX_MARKS) return marks;
  const half = CHART_MAX_MARKS / 2;
  return [...marks.slice(0, half), ...marks.slice(-half)];
}

/** In the order in which the outlets came. */
function lanesOf(marks: CoverageChart['marks']): readonly Lane[] {
  const lanes = [...Map.groupBy(marks, ({ source }) => source)].map(([name, own]) => ({ name, marks: own }));
  if (lanes.length <= CHART_MAX_LANES) return lanes;
  const others = lanes.slice(CHART_MAX_LANES - 1);
  return [
    ...lanes.slice(0, CHART_MAX_LANES - 1),
    { name: `${others.length} more outlets`, marks: others.flatMap((lane) => lane.marks) },
  ];
}

function laneOf({ name, marks }: Lane, y: number, xOf: (at: Timestamp) => number): string {
  const places = marks.map(({ at }) => xOf(at));
  const span =
    marks.length < 2
      ? ''
      : `<line x1="${round(Math.min(...places))}" x2="${round(Math.max(...places))}" y1="${y}" y2="${y}" stroke="${OWN}" stroke-opacity="0.25" stroke-width="3"/>`;
  return [
    `<line x1="${LANES_LEFT}" x2="${LANES_RIGHT}" y1="${y}" y2="${y}" stroke="${GRID}"/>`,
    words(LANES_LEFT - 18, y + 4, shortened(name, CHART_OUTLET_MAX_CHARS), `text-anchor="end" fill="${INK}"`),
    span,
    ...marks.map(({ copyOf }, i) => mark(places[i]!, y, copyOf !== undefined)),
  ].join('\n');
}

const mark = (x: number, y: number, isCopy: boolean): string =>
  isCopy
    ? `<circle cx="${round(x)}" cy="${y}" r="4.5" fill="#ffffff" stroke="${COPY}" stroke-width="2"/>`
    : `<circle cx="${round(x)}" cy="${y}" r="5.5" fill="${OWN}" stroke="#ffffff" stroke-width="1"/>`;

function legend(marks: CoverageChart['marks'], lanes: readonly Lane[]): string[] {
  const copies = marks.filter(({ copyOf }) => copyOf !== undefined).length;
  const outlets = new Set(marks.map(({ source }) => source)).size;
  const counted = `${plural(marks.length, 'article')} from ${plural(outlets, 'outlet')}`;
  const parts = [words(MARGIN, 60, counted, `fill="${QUIET}"`)];
  if (copies === 0 || lanes.length === 0) return parts;
  return [
    ...parts,
    mark(LANES_RIGHT - 178, 56, false),
    words(LANES_RIGHT - 166, 60, 'its own report', `fill="${QUIET}"`),
    mark(LANES_RIGHT - 52, 56, true),
    words(LANES_RIGHT - 40, 60, 'a copy', `fill="${QUIET}"`),
  ];
}

const plural = (n: number, one: string): string => `${n.toLocaleString('en-GB')} ${one}${n === 1 ? '' : 's'}`;

const tick = (x: number, label: string, bottom: number): string =>
  [
    `<line x1="${round(x)}" x2="${round(x)}" y1="${LANES_TOP - 4}" y2="${bottom + 4}" stroke="${GRID}" stroke-dasharray="2 4"/>`,
    words(x, bottom + 22, label, `text-anchor="middle" fill="${QUIET}" font-size="11"`),
  ].join('\n');

const HOUR = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

interface Axis {
  readonly xOf: (at: Timestamp) => number;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  /** The days that the chart covers, in words. */
  readonly days: string;
}

function axisOf(times: readonly Timestamp[]): Axis {
  const stamps = times.map((at) => Date.parse(at)).filter((ms) => !Number.isNaN(ms));
  const [from = 0, to = from] = [stamps[0], stamps.at(-1)];
  const spanMs = Math.max(to - from, MINUTE_MS);
  const place = (ms: number): number => LANES_LEFT + ((ms - from) / spanMs) * (LANES_RIGHT - LANES_LEFT);
  const stepMs = TICK_STEPS_MS.find((each) => spanMs / each <= TICKS_MAX) ?? Math.ceil(spanMs / TICKS_MAX);
  const ticks = [];
  for (let ms = Math.ceil(from / stepMs) * stepMs; ms <= to; ms += stepMs) {
    const isDay = stepMs >= DAY_MS || ms % DAY_MS === 0;
    ticks.push({ x: place(ms), label: (isDay ? DAY : HOUR).format(ms) });
  }
  const [first, last] = [DATE.format(from), DATE.format(to)];
  return {
    xOf: (at) => place(Number.isNaN(Date.parse(at)) ? from : Date.parse(at)),
    ticks,
    days: `${first === last ? first : `${first} to ${last}`}, UTC`,
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

const words = (x: number, y: number, said: string, style: string): string =>
  `<text x="${round(x)}" y="${round(y)}" ${style}>${escaped(said)}</text>`;

/** Text from outside is text: no markup, and no character that XML or a terminal would obey. */
const escaped = (said: string): string =>
  said
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Wide scripts and letters take more room than others: about so many small letters. */
const WIDE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}]/u;
const widthOf = (letter: string): number =>
  WIDE.test(letter) ? 1.7 : /^[MW@%]/.test(letter) ? 1.5 : /^\p{Lu}/u.test(letter) ? 1.15 : 1;

function shortened(said: string, max: number): string {
  const words = said
    .slice(0, SEEN_CHARS_FACTOR * max)
    .replace(/\s+/g, ' ')
    .trim();
  let width = 0;
  let kept = '';
  for (const { segment } of graphemes.segment(words)) {
    width += widthOf(segment);
    if (width > max) return `${kept.trimEnd()}…`;
    if (width <= max - 1) kept += segment;
  }
  return words;
}
