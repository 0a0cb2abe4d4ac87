/** A post as the terminal shows it: what a channel would show, in lines. */
import pc from 'picocolors';
import type { Block, Menu, Post, Source, Span, Timestamp } from '../../src/model.ts';
import { type Run, tidy, wrap } from './layout.ts';

export interface Page {
  readonly columns: number;
  readonly colour: boolean;
}

type Colours = ReturnType<typeof pc.createColors>;

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const MINUTE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const dayOf = (at: Timestamp): string => DAY.format(new Date(at));

/** The whole post, as lines without line ends. Nothing is left out: a terminal scrolls. */
export function renderPost(post: Post, page: Page): string[] {
  const colours = pc.createColors(page.colour);
  const parts = [
    headline(post, page.columns, colours),
    ...post.blocks.map((block) => blockLines(block, page.columns, colours)),
    (post.fields ?? []).flatMap(({ label, value }) =>
      hanging(
        [{ text: `${tidy(label)}: `, paint: colours.bold }, { text: tidy(value) }],
        { first: '', rest: '  ' },
        page.columns,
      ),
    ),
    image(post, page.columns, colours),
    chart(post, page.columns),
    sourceLines(post.sources ?? [], page.columns, colours),
    wrap([{ text: tidy(post.footer ?? ''), paint: colours.dim }], page.columns),
    (post.actions ?? []).flatMap(({ id, label }) =>
      wrap(
        [
          { text: `[${tidy(label)}]`, paint: colours.cyan },
          { text: ` /press ${tidy(id)}`, paint: colours.dim },
        ],
        page.columns,
      ),
    ),
  ];
  if (post.menu !== undefined) parts.push(menuLines(post.menu, page.columns, colours));
  return parts.filter((lines) => lines.length > 0).flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

function headline(post: Post, columns: number, colours: Colours): string[] {
  if (post.headline === undefined) return [];
  const { text, url } = post.headline;
  return [
    ...wrap([{ text: tidy(text), paint: colours.bold }], columns),
    ...(url === undefined ? [] : wrap([{ text: tidy(url), paint: colours.dim }], columns)),
  ];
}

function blockLines(block: Block, columns: number, colours: Colours): string[] {
  switch (block.kind) {
    case 'paragraph':
      return wrap(runsOf(block.spans, colours), columns);
    case 'quote':
      return hanging(runsOf(block.spans, colours), { first: '> ', rest: '> ' }, columns);
    case 'list':
      return block.items.flatMap((item) => hanging(runsOf(item, colours), { first: '• ', rest: '  ' }, columns));
    case 'code':
      // Columns mean something here: a caret points at a character.
      return block.text.split('\n').map((line) => `  ${line.split(' ').map(tidy).join(' ')}`.trimEnd());
  }
}

function hanging(runs: readonly Run[], margin: { first: string; rest: string }, columns: number): string[] {
  return wrap(runs, columns - margin.first.length).map((line, i) => (i === 0 ? margin.first : margin.rest) + line);
}

const runsOf = (spans: readonly Span[], colours: Colours): Run[] => spans.flatMap((span) => runsOfOne(span, colours));

function runsOfOne(span: Span, colours: Colours): Run[] {
  switch (span.kind) {
    case 'citation':
      return [{ text: `[${span.n}]`, paint: colours.cyan }];
    case 'time':
      return [{ text: `${MINUTE.format(new Date(span.at))} UTC` }];
    case 'link': {
      const [label, url] = [tidy(span.text), tidy(span.url)];
      const address = { text: label === url ? url : `(${url})`, paint: colours.dim };
      return label === url || label.trim() === '' ? [address] : [{ text: `${label} ` }, address];
    }
    case 'text':
      return [{ text: tidy(span.text), ...paintOf(span.style, colours) }];
  }
}

function paintOf(style: 'strong' | 'emphasis' | 'code' | undefined, colours: Colours): Pick<Run, 'paint'> {
  if (style === undefined) return {};
  return { paint: { strong: colours.bold, emphasis: colours.italic, code: colours.yellow }[style] };
}

function image(post: Post, columns: number, colours: Colours): string[] {
  if (post.image === undefined) return [];
  const { alt, url } = post.image;
  return wrap([{ text: `[image: ${tidy(alt)}] ` }, { text: tidy(url), paint: colours.dim }], columns);
}

/** A terminal draws no picture: it says what the picture shows. */
const chart = ({ chart: drawn }: Post, columns: number): string[] =>
  drawn === undefined ? [] : wrap([{ text: `[chart: ${tidy(drawn.alt)}]` }], columns);

function menuLines({ id, label, choices }: Menu, columns: number, colours: Colours): string[] {
  return [
    ...wrap([{ text: tidy(label), paint: colours.bold }], columns),
    ...choices.flatMap(({ value, label: name, note = '' }) =>
      hanging(
        [
          { text: `${tidy(name)} ` },
          ...(note === '' ? [] : [{ text: `${tidy(note)} `, paint: colours.dim }]),
          { text: `/press ${tidy(id)} ${tidy(value)}`, paint: colours.dim },
        ],
        { first: '• ', rest: '  ' },
        columns,
      ),
    ),
  ];
}

function sourceLines(sources: readonly Source[], columns: number, colours: Colours): string[] {
  if (sources.length === 0) return [];
  return [
    colours.bold('Sources'),
    ...sources.flatMap((source) => {
      const number = `[${source.n}]`;
      const title = tidy(source.title).trim();
      const words: Run[] = [
        { text: `${number} `, paint: colours.cyan },
        { text: `${tidy(source.source)}, ${source.undated === true ? 'undated' : dayOf(source.publishedAt)}` },
        ...(title === '' ? [] : [{ text: `: ${title}` }]),
        ...(source.copyOf === undefined ? [] : [{ text: ` (copy of [${source.copyOf}])`, paint: colours.dim }]),
        ...(source.alsoCarriedBy === undefined
          ? []
          : [{ text: ` (also carried by ${tidy(source.alsoCarriedBy)})`, paint: colours.dim }]),
      ];
      const margin = ' '.repeat(number.length + 1);
      return [
        ...hanging(words, { first: '', rest: margin }, columns - margin.length),
        ...(source.url === undefined ? [] : [margin + colours.dim(tidy(source.url))]),
      ];
    }),
  ];
}
