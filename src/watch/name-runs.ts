/** Where names stand in the words of an article: words with capitals in a row, as one sentence writes them. */
import { isStopWord } from '../text/words.ts';

/** Names of more words are found by the reading of names alone. */
export const MAX_RUN_WORDS = 6;

/** In scripts without capitals every word may begin a name: more rows than this are not looked at. */
export const MAX_ROWS = 20_000;

/** Small words inside names: "Ursula von der Leyen", "Bank of England". */
const PARTICLES = new Set(
  'al and bin d da de del della den der di do dos du el for ibn la le of os ten ter the van von y'.split(' '),
);
/** After somebody's name these make it the name of something else: "James Baker Institute". */
const HEADS = new Set(
  (
    'academy act airport arena avenue award awards boulevard bridge building campus center centre centers college dam drive ' +
    'foundation fund hall hospital house institute library memorial museum park plaza prize road school square stadium street ' +
    'theater theatre tower trust university'
  ).split(' '),
);
const CAPITAL = /^[\p{Lu}\p{Lt}\p{Lo}]/u;
/** What stands between two words of one name: nothing (scripts without spaces), spaces, a hyphen, the point of an initial. */
const WITHIN_NAME = /^(?:|[ \u00a0]+|-)$/;
const AFTER_INITIAL = /^\.? ?$/;

/** Before somebody's name these are no part of it; nor is "Jr" after it. */
export const HONORIFICS: ReadonlySet<string> = new Set(
  'mr mrs ms miss dr prof sir dame lord lady president minister senator sen rep gen col capt jr sr ii iii iv'.split(
    ' ',
  ),
);

/** A word as `analysis.ts` has it. */
interface Word {
  readonly text: string;
  readonly norm: string;
  readonly length: number;
}

export interface WrittenWords {
  readonly words: readonly (Word | undefined)[];
  readonly starts: ArrayLike<number>;
  readonly title: string;
  readonly text: string;
  readonly titleWords: number;
}

export interface NameRuns {
  /** Every row of two words and more that may be a name, as norms: `james baker`. */
  readonly rows: ReadonlySet<string>;
  /** Norms of words that stand with a capital and no other name beside them. */
  readonly alone: ReadonlySet<string>;
}

const isParticle = (word: Word): boolean => PARTICLES.has(word.text);
const isNamed = (word: Word): boolean => CAPITAL.test(word.text);

/** Whether the word at `at` goes on with the name that the word before it belongs to. */
function continues(article: WrittenWords, at: number): boolean {
  const before = article.words[at - 1];
  const word = article.words[at];
  if (before === undefined || word === undefined) return false;
  if (!isNamed(word) && !isParticle(word)) return false;
  const text = at < article.titleWords ? article.title : article.text;
  const between = text.slice(article.starts[at - 1]! + before.length, article.starts[at]!);
  return WITHIN_NAME.test(between) || (before.length === 1 && isNamed(before) && AFTER_INITIAL.test(between));
}

/** The names that an article may hold, by their words alone. */
export function nameRuns(article: WrittenWords): NameRuns {
  const rows = new Set<string>();
  const alone = new Set<string>();
  const { words } = article;
  for (let from = 0; from < words.length; ) {
    const first = words[from];
    let to = from + 1;
    if (first !== undefined && isNamed(first)) {
      while (to < words.length && continues(article, to)) to += 1;
      while (!isNamed(words[to - 1]!)) to -= 1;
      addRun(words.slice(from, to) as Word[], rows, alone);
    }
    from = to;
  }
  return { rows, alone };
}

/** A sentence begins with a capital too: "Then Marlow spoke". */
function addRun(run: readonly Word[], rows: Set<string>, alone: Set<string>): void {
  const first = run.findIndex(({ norm }) => !isStopWord(norm) && !HONORIFICS.has(norm));
  if (first === run.length - 1) alone.add(run[first]!.norm);
  for (let from = 0; from < run.length && rows.size < MAX_ROWS; from += 1) {
    if (!isNamed(run[from]!)) continue;
    let row = run[from]!.norm;
    for (let to = from + 1; to < run.length && to < from + MAX_RUN_WORDS; to += 1) {
      row += ` ${run[to]!.norm}`;
      const next = run[to + 1];
      if (isNamed(run[to]!) && (next === undefined || !HEADS.has(next.norm))) rows.add(row);
    }
  }
}
