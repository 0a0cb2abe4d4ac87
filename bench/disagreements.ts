/**
 * The disagreements that the newsroom tells of in the stories that it makes of a file of articles, to be judged by a reader.
 *
 *   npm run bench -- disagreements FILE.jsonl[.gz]… [--date 2014-10-01] [--judged FILE.json] [--short]
 *
 * A line is an article as `ingest` takes it; each without a source is an outlet of its own, and `--date` is for those without a date.
 * Every disagreement has a key made from what it says. A file of judgements is {"KEY": "right" or "wrong: why"}; with it the share that is right is
 * printed, and what has no judgement yet is marked.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Brief, Disagreement } from '../src/model.ts';
import { printTable } from './figures.ts';
import { readLines, withNewsroomOf } from './own-newsroom.ts';

const JUDGED = new URL('disagreements.judged.json', import.meta.url).pathname;
const MAX_STORIES = 100_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    date: { type: 'string' },
    judged: { type: 'string', default: JUDGED },
    short: { type: 'boolean', default: false },
  },
});

type Judgements = Readonly<Record<string, string>>;

interface Found {
  readonly key: string;
  readonly brief: Brief;
  readonly disagreement: Disagreement;
}

if (positionals.length === 0) {
  process.stderr.write('npm run bench -- disagreements FILE.jsonl[.gz]… [--date DAY] [--judged FILE.json] [--short]\n');
  process.exitCode = 2;
} else {
  const judgements = JSON.parse(readFileSync(values.judged, 'utf8')) as Judgements;
  const rows = [];
  for (const file of positionals) {
    const found = await disagreementsIn(file);
    for (const each of found) print(each, judgements[each.key]);
    rows.push(rowOf(basename(file), found, judgements));
  }
  printTable('Disagreements that are told of, as a reader has judged them.', rows);
}

async function disagreementsIn(file: string): Promise<readonly Found[]> {
  const articles = readLines(file).map((article) => ({
    source: article.id,
    ...(values.date === undefined ? {} : { publishedAt: values.date }),
    ...article,
    title: article.title ?? '',
  }));
  return withNewsroomOf(articles, async (newsroom) => {
    const found: Found[] = [];
    for (const story of await newsroom.stories(undefined, MAX_STORIES)) {
      if (story.articleIds.length < 2) continue;
      const brief = await newsroom.brief(story.id);
      for (const disagreement of brief.disagreements) found.push({ key: keyOf(disagreement), brief, disagreement });
    }
    return found.sort((a, b) => a.key.localeCompare(b.key));
  });
}

/** The same for the same values and sentences, whatever the stories are called. */
function keyOf({ kind, positions }: Disagreement): string {
  const said = positions.map(({ value, quote }) => `${value} ${quote}`).sort();
  return createHash('sha256')
    .update([kind, ...said].join('\n'))
    .digest('hex')
    .slice(0, 10);
}

function print({ key, brief, disagreement: { kind, about, positions } }: Found, judgement = '?'): void {
  const said = positions.map(({ value, citations }) => `${value} [${citations.join(' ')}]`);
  process.stdout.write(`\n${key}  ${judgement}\n  ${kind}: ${about}: ${said.join(' | ')}\n`);
  if (values.short) return;
  process.stdout.write(`  in: ${brief.headline}\n`);
  for (const { value, citations, quote } of positions) {
    const sources = citations.map((n) => {
      const { source, publishedAt } = brief.sources[n - 1]!;
      return `${source} ${publishedAt.slice(0, 16)}`;
    });
    process.stdout.write(`    ${value} (${sources.join(', ')})\n      ${quote.replaceAll('\n', ' ')}\n`);
  }
}

function rowOf(file: string, found: readonly Found[], judgements: Judgements) {
  const verdicts = found.map(({ key }) => judgements[key] ?? '?');
  const right = verdicts.filter((verdict) => verdict.startsWith('right')).length;
  const wrong = verdicts.filter((verdict) => verdict.startsWith('wrong')).length;
  return { file, told: found.length, right, wrong, precision: right / Math.max(1, right + wrong) };
}
