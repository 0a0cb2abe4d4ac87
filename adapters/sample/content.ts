/** Reads the sample newsroom's content: outlets, watchlists, and one text file an article, in the batches that appear together. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { NewsroomError } from '../../src/errors.ts';

const CONTENT = new URL('content/', import.meta.url);
/** The line between an article's header (YAML) and its text. */
const RULE = '---';

const Instant = z.iso.datetime();

const Outlet = z.strictObject({
  slug: z.string().regex(/^[a-z-]+$/),
  name: z.string(),
  domain: z.string().endsWith('.example'),
  language: z.enum(['en-GB', 'en-US']),
  tags: z.array(z.string()),
  feed: z.strictObject({
    dialect: z.enum(['rss', 'atom']),
    content: z.enum(['teaser', 'full']),
    footer: z.string().optional(),
  }),
});

const Sample = z.strictObject({
  startsAt: Instant,
  minutesBetweenBatches: z.int().min(1),
  outlets: z.array(Outlet),
  ownership: z.array(z.strictObject({ owner: z.string(), outlets: z.array(z.string()) })),
  watchlists: z.array(z.strictObject({ name: z.string(), query: z.string() })),
});

const Header = z.strictObject({
  outlet: z.string(),
  title: z.string(),
  byline: z.string(),
  section: z.string(),
  publishedAt: Instant.optional(),
});

export type Outlet = z.infer<typeof Outlet>;

/** An article as its author left it; those of later batches get their time when they are published. */
export interface Draft extends z.infer<typeof Header> {
  /** Names the page in its address, and the article in its feed. */
  readonly slug: string;
  readonly paragraphs: readonly string[];
}

export interface SampleContent extends z.infer<typeof Sample> {
  /** What appears together, in order; the first batch was published before the newsroom opened. */
  readonly batches: readonly (readonly Draft[])[];
  /** Page templates by outlet, and `home`. */
  readonly templates: ReadonlyMap<string, string>;
}

/** Everything in `content/`, checked; throws `bad_input` with the file's name. */
export function loadContent(): SampleContent {
  const sample = checked('sample.yaml', Sample, parse(read('sample.yaml')));
  const batches = folder('articles').map((batch) =>
    folder(`articles/${batch}`).map((file) => draftOf(`articles/${batch}/${file}`)),
  );
  const templates = new Map(folder('pages').map((file) => [basename(file, '.mustache'), read(`pages/${file}`)]));
  return { ...sample, batches, templates };
}

function draftOf(file: string): Draft {
  const [opening, header, text] = read(file).split(`${RULE}\n`, 3);
  if (opening !== '' || header === undefined || text === undefined) {
    throw new NewsroomError('bad_input', `${file} has no header between two lines of ${RULE}`);
  }
  const details = checked(file, Header, parse(header));
  return { ...details, slug: slugOf(details.title), paragraphs: text.trim().split(/\n\s*\n/) };
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll("'", '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function checked<T>(file: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new NewsroomError('bad_input', `${file} of the sample newsroom: ${z.prettifyError(result.error)}`);
}

const read = (path: string): string => readFileSync(new URL(path, CONTENT), 'utf8');
const folder = (path: string): string[] => readdirSync(new URL(path, CONTENT)).sort();
