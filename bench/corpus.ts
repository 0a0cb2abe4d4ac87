/**
 * The made-up news that the benchmarks read. Words are drawn by Zipf's law, names are invented, events are told by several
 * outlets in different words, some outlets carry another one's text. Any stretch of it can be made without the ones before it,
 * and the same place always holds the same article.
 */
import { type Asked, type Happening, TELLERS, unanswerable } from './events.ts';
import { seededRandom } from './storage.ts';
import { type Below, OUTLETS, pastTense, plural, wordOfRank } from './words.ts';

export const ARTICLES_PER_DAY = 800;
/** Events begin and end inside a block of this many articles. */
export const BLOCK_ARTICLES = 400;
const BLOCK_MS = (86_400_000 * BLOCK_ARTICLES) / ARTICLES_PER_DAY;
/** When the first article of the corpus is published. */
export const FIRST_DAY_MS = Date.UTC(2025, 0, 1);
const OUTLETS_PER_EVENT_MAX = 12;
const TEXT_WORDS_MIN = 400;
const TEXT_WORDS_MAX = 600;
const PARAGRAPH_SENTENCES = 3;
const VOCABULARY = { noun: 20_000, verb: 3_000, adjective: 5_000 } as const;
/** Words that the reports of one event share, beyond its names. */
const TOPIC_WORDS = 14;
const TOPIC_SHARE = 0.25;
/** One report in so many is another outlet's text. */
const COPY_EVERY = 12;

export interface Piece {
  readonly guid: string;
  readonly url: string;
  readonly source: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: string;
  /** Which event it tells. */
  readonly event: string;
}

interface Told {
  readonly happening: Happening;
  readonly id: string;
  readonly startsMs: number;
  readonly reports: number;
  readonly seed: number;
}

const belowOf =
  (random: () => number): Below =>
  (limit) =>
    Math.floor(random() * limit);

/** The articles from the given place on, in the order of their publication, endlessly. `firstDayMs` moves them all in time. */
export function* madeUpNews(from = 0, firstDayMs = FIRST_DAY_MS): Generator<Piece, never> {
  let skipped = from % BLOCK_ARTICLES;
  for (let block = Math.floor(from / BLOCK_ARTICLES); ; block += 1) {
    const plan = planOf(block, firstDayMs);
    for (const [index, report] of plan.entries()) {
      if (skipped > 0) skipped -= 1;
      else yield pieceOf(report, block * BLOCK_ARTICLES + index);
    }
  }
}

interface Report {
  readonly told: Told;
  readonly turn: number;
  readonly publishedMs: number;
}

function planOf(block: number, firstDayMs: number): readonly Report[] {
  const reports: Report[] = [];
  for (const told of eventsOf(block, firstDayMs)) {
    const below = belowOf(seededRandom(told.seed));
    const left = firstDayMs + (block + 1) * BLOCK_MS - told.startsMs;
    for (let turn = 0; turn < told.reports; turn += 1)
      reports.push({ told, turn, publishedMs: told.startsMs + (turn === 0 ? 0 : below(left)) });
  }
  return reports.sort((a, b) => a.publishedMs - b.publishedMs);
}

function eventsOf(block: number, firstDayMs: number): readonly Told[] {
  const random = seededRandom(0x5eed + block * 7_919);
  const below = belowOf(random);
  const events: Told[] = [];
  let left = BLOCK_ARTICLES;
  while (left > 0) {
    // Most events are told once or twice, a few by everybody.
    const reports = Math.min(left, OUTLETS_PER_EVENT_MAX, Math.ceil(1 / (1 - random() * 0.95)));
    const happening = TELLERS[below(TELLERS.length)]!(below);
    const startsMs = firstDayMs + block * BLOCK_MS + below(BLOCK_MS);
    events.push({ happening, id: `e${block}-${events.length}`, startsMs, reports, seed: below(2 ** 31) });
    left -= reports;
  }
  return events;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function pieceOf({ told, turn, publishedMs }: Report, index: number): Piece {
  const published = new Date(publishedMs);
  const outlet = belowOf(seededRandom(told.seed ^ (turn + 1)))(2 ** 31) % OUTLETS.length;
  const copies = turn > 0 && (told.seed + turn) % COPY_EVERY === 0;
  const writer = belowOf(seededRandom(told.seed + (copies ? 0 : turn) * 101));
  const day = WEEKDAYS[new Date(told.startsMs).getUTCDay()]!;
  const title = told.happening.titles[(told.seed + (copies ? 0 : turn)) % told.happening.titles.length]!;
  return {
    guid: `${told.id}-${turn}`,
    url: `https://outlet${outlet}.example/${published.getUTCFullYear()}/${index}`,
    source: OUTLETS[outlet]!,
    title,
    text: reportOf(told, writer, day),
    publishedAt: published.toISOString(),
    event: told.id,
  };
}

/** A report: each fact in one of its wordings, quotes, and what else a reporter has to say. */
function reportOf({ happening, seed }: Told, below: Below, day: string): string {
  const phrase = phrasesOf(below, happening, topicOf(seed));
  const facts = happening.facts.map((wordings) => wordings[below(wordings.length)]!.replace('{day}', day));
  const words = TEXT_WORDS_MIN + below(TEXT_WORDS_MAX - TEXT_WORDS_MIN);
  const sentences: string[] = [facts[0]!];
  let length = 0;
  for (let next = 1; length < words; ) {
    const sentence = next < facts.length && sentences.length % 2 === 0 ? facts[next++]! : phrase();
    sentences.push(sentence);
    length += sentence.split(' ').length;
  }
  const paragraphs: string[] = [];
  for (let at = 0; at < sentences.length; at += PARAGRAPH_SENTENCES)
    paragraphs.push(sentences.slice(at, at + PARAGRAPH_SENTENCES).join(' '));
  return paragraphs.join('\n\n');
}

type Kind = keyof typeof VOCABULARY;
type Draw = (kind: Kind) => string;

/** The words that an event's reports come back to: rarer ones than those of every day. */
function topicOf(seed: number): Readonly<Record<Kind, readonly string[]>> {
  const below = belowOf(seededRandom(seed ^ 0x70b1c));
  const words = (kind: Kind, count: number): string[] =>
    Array.from({ length: count }, () => wordOfRank(kind, 40 + below(VOCABULARY[kind] - 40)));
  return { noun: words('noun', TOPIC_WORDS), verb: words('verb', 4), adjective: words('adjective', 6) };
}

function phrasesOf(below: Below, { people, place }: Happening, topic: ReturnType<typeof topicOf>): () => string {
  const word: Draw = (kind) =>
    below(1_000) < TOPIC_SHARE * 1_000
      ? topic[kind][below(topic[kind].length)]!
      : wordOfRank(kind, Math.floor(VOCABULARY[kind] ** (below(1_000_000) / 1_000_000)) - 1);
  const noun = (): string => word('noun');
  const nouns = (): string => plural(word('noun'));
  const did = (): string => pastTense(word('verb'));
  const adjective = (): string => word('adjective');
  const who = (): string => people[below(people.length)]!;
  const shapes: readonly (() => string)[] = [
    () =>
      `The ${adjective()} ${noun()} ${did()} the ${noun()} of the ${noun()} before the ${nouns()} could ${word('verb')}.`,
    () => `“We have ${did()} every ${noun()} that the ${adjective()} ${noun()} asked for,” said ${who()}.`,
    () => `${who()} told reporters that the ${noun()} had ${did()} its ${nouns()} in ${place}.`,
    () =>
      `Officials in ${place} ${did()} a ${adjective()} ${noun()}, and the ${nouns()} of the ${noun()} were ${did()}.`,
    () => `It was not clear whether the ${nouns()} would ${word('verb')} the ${noun()} this year.`,
    () => `Since then, more than ${2 + below(900)} ${nouns()} have been ${did()} by the ${adjective()} ${noun()}.`,
    () =>
      `Critics of the ${noun()} say that its ${nouns()} are too ${adjective()} to ${word('verb')} a ${adjective()} ${noun()}.`,
    () =>
      `A spokesman for the ${noun()} said on {day} that ${nouns()} and ${nouns()} had been ${did()} as planned.`.replace(
        '{day}',
        WEEKDAYS[below(7)]!,
      ),
    () =>
      `In ${2000 + below(25)}, the ${adjective()} ${noun()} ${did()} a ${noun()} that many ${nouns()} still remember.`,
    () =>
      `The ${nouns()}, which cost about ${1 + below(99)} million euros, were ${did()} near ${place} after a ${adjective()} ${noun()}.`,
    () =>
      `Neither the ${noun()} nor the ${adjective()} ${nouns()} wanted to ${word('verb')} the ${noun()}, according to ${who()}.`,
    () =>
      `Analysts expect the ${noun()} to ${word('verb')} its ${adjective()} ${nouns()}, although ${who()} did not comment.`,
  ];
  return () => shapes[below(shapes.length)]!();
}

/** Questions about events of the first `articles` articles, evenly spread, each kind in turn; one in nine has no answer. */
export function madeUpQuestions(articles: number, count: number): readonly (Asked & { readonly event?: string })[] {
  const below = belowOf(seededRandom(articles + count));
  const refusals = Math.ceil(count / 9);
  const blocks = Math.floor(articles / BLOCK_ARTICLES);
  const asked = Array.from({ length: count - refusals }, (_, n) => {
    const events = eventsOf(Math.floor((n * blocks) / (count - refusals)), FIRST_DAY_MS);
    const { happening, id } = events[below(events.length)]!;
    return { ...happening.questions[n % happening.questions.length]!, event: id };
  });
  return [...asked, ...Array.from({ length: refusals }, (_, n) => unanswerable(below)[n % TELLERS.length]!)];
}
