/**
 * How well articles are gathered into stories, on a file of labelled ones, and what that costs.
 *
 *   npm run bench -- stories FILE.jsonl[.gz]… [--orders N] [--errors]
 *
 * A line is an article as `ingest` takes it, with `event`: the label. The first order is that of the publication dates (of the file, where there are
 * none), the others are shuffled: late arrivals are the rule in them. BCubed precision, recall and F1 (Bagga & Baldwin 1998).
 * This is how the constants of `stories/agglomerate.ts` were chosen: for all files at once, by the mean over several orders, where a
 * step to either side changes little.
 */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { printMachine, printTable, type Row } from './figures.ts';
import { type Line, readLines, withNewsroomOf } from './own-newsroom.ts';
import { seededRandom } from './storage.ts';

type Labelled = Line & { readonly event: string };

/** Merged and split events that `--errors` tells of, each. */
const SHOWN_ERRORS = 12;
const SHUFFLING_SEED = 0x5707;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { orders: { type: 'string', default: '1' }, errors: { type: 'boolean', default: false } },
});

if (positionals.length === 0) {
  process.stderr.write('npm run bench -- stories FILE.jsonl[.gz]… [--orders N] [--errors]\n');
  process.exitCode = 2;
} else {
  printMachine();
  for (const file of positionals) await measure(file);
}

async function measure(file: string): Promise<void> {
  const articles = readLines(file).map((article) => ({ ...article, event: article.event ?? article.id }));
  const random = seededRandom(SHUFFLING_SEED);
  const rows: Row[] = [];
  for (let order = 0; order < Math.max(1, Number(values.orders)); order += 1) {
    const arriving = order === 0 ? articles : shuffled(articles, random);
    const before = process.cpuUsage();
    const storyOf = await gather(arriving);
    const { user, system } = process.cpuUsage(before);
    rows.push({
      order: order === 0 ? 'as dated' : `shuffled ${order}`,
      ...bCubed(articles, storyOf),
      events: new Set(articles.map(({ event }) => event)).size,
      stories: new Set(storyOf.values()).size,
      'CPU ms an article': (user + system) / 1_000 / articles.length,
    });
    if (values.errors && order === 0) printErrors(articles, storyOf);
  }
  printTable(`Stories: ${articles.length} articles of ${basename(file)}.`, rows);
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const mixed = [...values];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}

/** By article: the story that a newsroom of its own puts it into. */
function gather(articles: readonly Labelled[]): Promise<ReadonlyMap<string, string>> {
  return withNewsroomOf(articles, async (_newsroom, { archive }) => {
    const stored = await archive.articles(articles.map(({ id }) => id));
    return new Map(stored.map(({ id, storyId }) => [id, storyId]));
  });
}

function bCubed(articles: readonly Labelled[], storyOf: ReadonlyMap<string, string>) {
  const stories = Map.groupBy(articles, ({ id }) => storyOf.get(id));
  const events = Map.groupBy(articles, ({ event }) => event);
  let precision = 0;
  let recall = 0;
  for (const { id, event } of articles) {
    const story = stories.get(storyOf.get(id))!;
    const right = story.filter((other) => other.event === event).length;
    precision += right / story.length / articles.length;
    recall += right / events.get(event)!.length / articles.length;
  }
  return { precision, recall, F1: (2 * precision * recall) / (precision + recall) };
}

/** The two kinds of error apart, the dearest first: events in one story, and stories of one event. */
function printErrors(articles: readonly Labelled[], storyOf: ReadonlyMap<string, string>): void {
  const story = ({ id }: Labelled): string => storyOf.get(id) ?? '';
  const event = (article: Labelled): string => article.event;
  for (const [kind, outer, inner] of [
    ['events in one story', story, event],
    ['stories of one event', event, story],
  ] as const) {
    const mixed = [...Map.groupBy(articles, outer).values()]
      .map((members) => [...Map.groupBy(members, inner).values()])
      .map((parts) => ({ parts, cost: costOf(parts) }))
      .filter(({ parts }) => parts.length > 1)
      .sort((a, b) => b.cost - a.cost);
    process.stdout.write(`\n${mixed.length} times several ${kind}\n`);
    for (const { parts, cost } of mixed.slice(0, SHOWN_ERRORS)) {
      const heads = parts.map((part) => `${part.length} × ${part[0]!.title.slice(0, 60)}`);
      process.stdout.write(`  ${cost.toFixed(1)}  ${heads.join(' | ')}\n`);
    }
  }
}

/** Articles' worth of precision or recall lost. */
function costOf(parts: readonly (readonly unknown[])[]): number {
  const all = parts.reduce((sum, part) => sum + part.length, 0);
  return all - parts.reduce((sum, part) => sum + part.length ** 2, 0) / all;
}
