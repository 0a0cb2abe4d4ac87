/** The words of the made-up news: a frequent head of plain English, and an endless tail of invented words and names. */

/** Draws whole numbers below `limit`, evenly. */
export type Below = (limit: number) => number;

export const NOUNS = (
  'government minister police court report people company market council plan talks border bridge hospital school river ' +
  'budget election campaign agency inquiry permit contract station union strike factory harbour airport forest reactor ' +
  'pipeline village region district treaty summit embassy parliament committee deputy mayor judge lawyer witness victim ' +
  'investor shareholder bank loan tax price fuel grain harvest drought flood storm shelter bus train ferry road rescue ' +
  'team army soldier ceasefire prisoner protest march rally vote ballot law reform rule ban fine licence study survey ' +
  'vaccine clinic patient doctor nurse teacher student university museum festival club coach season final record'
).split(' ');
export const VERBS = (
  'reject approve confirm delay review suspend order announce warn reveal defend question praise close open restore ' +
  'damage block repair search examine inspect launch cancel extend limit protect support oppose discuss publish release'
).split(' ');
export const ADJECTIVES = (
  'new national local former senior public private foreign regional economic legal medical military political recent ' +
  'early late major minor strong weak direct joint special annual rural urban northern southern eastern western'
).split(' ');

const ONSETS = [
  'b',
  'br',
  'd',
  'dr',
  'f',
  'g',
  'h',
  'j',
  'k',
  'kr',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'z',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou', 'ea'];
const CODAS = ['n', 'r', 'l', 's', 'k', 'm', 'nd', 'rt', 'v'];

/** A pronounceable word that is the same for the same number. */
export function inventedWord(number: number, syllables: number): string {
  let rest = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  const next = (list: readonly string[]): string => {
    const drawn = list[rest % list.length]!;
    rest = Math.imul(rest ^ (rest >>> 13), 0x85ebca6b) >>> 0;
    return drawn;
  };
  let word = '';
  for (let n = 0; n < syllables; n += 1) word += next(ONSETS) + next(VOWELS);
  return word + next(CODAS);
}

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

/** A name of one word, one of some millions. */
export const inventedName = (below: Below, syllables = 2): string => capital(inventedWord(below(2 ** 31), syllables));

function outletName(n: number): string {
  const kinds = ['Herald', 'Courier', 'Tribune', 'Observer', 'Gazette', 'Dispatch', 'Chronicle', 'Ledger'];
  return `${capital(inventedWord(7_000 + n, 2))} ${kinds[n % kinds.length]}`;
}

export const OUTLETS: readonly string[] = Array.from({ length: 40 }, (_, n) => outletName(n));

/** The n-th word of its kind by frequency: English first, then invented ones that look like their kind. */
export function wordOfRank(kind: 'noun' | 'verb' | 'adjective', rank: number): string {
  const head = { noun: NOUNS, verb: VERBS, adjective: ADJECTIVES }[kind];
  if (rank < head.length) return head[rank]!;
  const ending = { noun: ['ment', 'tion', 'er', 'age'], verb: ['ish', 'en', 'ate'], adjective: ['al', 'ous', 'ive'] }[
    kind
  ];
  return inventedWord(rank, 1 + (rank % 2)) + ending[rank % ending.length]!;
}

export function pastTense(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

export const plural = (noun: string): string =>
  noun === 'people'
    ? noun
    : /(?:s|x|ch|sh)$/.test(noun)
      ? `${noun}es`
      : /[^aeiou]y$/.test(noun)
        ? `${noun.slice(0, -1)}ies`
        : `${noun}s`;
