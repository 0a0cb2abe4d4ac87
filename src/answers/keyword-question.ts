/**
 * Keywords as they are typed into a search box, made into the question that they stand for: "Harbour Cup 2021 location"
 * asks where the Harbour Cup was held. Only where the words end (or begin) in a noun that says what is asked after;
 * anything else stays a topic.
 */
import { lemmaOf } from '../text/grammar.ts';
import { PREPOSITIONS } from './word-classes.ts';

/** More words are a sentence, not keywords. */
export const MAX_KEYWORDS = 10;

type Rule = readonly [pattern: RegExp, question: (words: readonly string[]) => string];

const OFFICE =
  '(?:ceo|cfo|cto|coo|president|chief executive|chief of staff|prime minister|minister|chancellor|head coach|coach|manager|captain|chair|chairman|chairwoman|speaker|leader|governor|mayor|director general|secretary general|head|boss|host|editor)';
const KIN = '(?:husband|wife|spouse|partner|father|mother|son|daughter|brother|sister|boyfriend|girlfriend)';

const RULES: readonly Rule[] = [
  [
    /^(.+?) (?:location|venue|host city|site|place)( (?:in )?\d{4})?$/,
    ([x, year]) => `Where was the ${x}${year} held?`,
  ],
  [/^(?:location|venue|site) (?:of|for) (?:the )?(.+)$/, ([x]) => `Where was the ${x} held?`],
  [/^(.+?) (?:stadium|arena)( \d{4})?$/, ([x, year]) => `At which stadium was the ${x}${year} held?`],
  [/^(.+?) (?:birthplace|place of birth)$/, ([x]) => `Where was ${x} born?`],
  [/^(.+?) (?:premiere|air|airing) date( \d{4})?$/, ([x, year]) => `When did ${x}${year} premiere?`],
  [/^(.+?) (?:launch) date( \d{4})?$/, ([x, year]) => `When was ${x}${year} launched?`],
  [/^(.+?) (?:release date|released?)( \d{4})?$/, ([x, year]) => `When was ${x}${year} released?`],
  [/^release date (?:of|for) (.+)$/, ([x]) => `When was ${x} released?`],
  [/^(.+?) (?:start|opening) date( \d{4})?$/, ([x, year]) => `When did the ${x}${year} start?`],
  [/^(.+?) death date$|^date of death of (.+)$/, ([x, other]) => `When did ${x || other} die?`],
  [/^(.+?) (?:birthday|birth date|date of birth)$/, ([x]) => `When was ${x} born?`],
  [/^(.+?) (?:winners?|champions?)( \d{4})?$/, ([x, year]) => `Who won the ${x}${year}?`],
  [/^(?:winners?|champions?) of (?:the )?(.+)$/, ([x]) => `Who won the ${x}?`],
  [/^(.+?) runners?-up( \d{4})?$/, ([x, year]) => `Who was the runner-up of the ${x}${year}?`],
  [/^(.+?) mvp( \d{4})?$/, ([x, year]) => `Who was named MVP of the ${x}${year}?`],
  [/^(?!new |next |current )(.+?) host( \d{4})?$/, ([x, year]) => `Who hosted the ${x}${year}?`],
  [/^(.+?) (?:director)( \d{4})?$/, ([x, year]) => `Who directed ${x}${year}?`],
  [/^(.+?) (?:final score|score|scoreline)( \d{4})?$/, ([x, year]) => `What was the score of the ${x}${year}?`],
  [/^(.+?) (?:price|cost)( \d{4})?$/, ([x, year]) => `How much does ${x}${year} cost?`],
  [/^(?:price|cost) of (?:the |an? )?(.+)$/, ([x]) => `How much does ${x} cost?`],
  [/^(.+?) age$/, ([x]) => `How old is ${x}?`],
  [/^((?:new|next|current|acting|interim) .+?) (\d{4})$/, ([x, year]) => `Who is the ${x} in ${year}?`],
  [/^((?:new|next|current|acting|interim) .+)$/, ([x]) => `Who is the ${x}?`],
  [
    /^(best (?:supporting )?(?:actor|actress|director|(?:new|male|female) artist|player|goalkeeper|newcomer)) (.+)$/,
    ([x, at]) => `Who won ${x} at ${at}?`,
  ],
  [
    /^(best (?:\p{L}+ ){0,2}(?:picture|film|movie|series|show|song|album|drama|comedy|game|book|documentary)) (.+)$/u,
    ([x, at]) => `What won ${x} at ${at}?`,
  ],
  [/^((?:[\p{L}-]+est|(?:most|least|best|highest|lowest|top)[ -][\p{L}-]+) .+)$/u, ([x]) => `What is the ${x}?`],
];

/** A rule whose noun must be a known one: "new Harbour Lines CEO", "Anna Berg husband". */
const NEW_OFFICE = new RegExp(`^(?:new|next|current|acting|interim) .*\\b${OFFICE}\\b`, 'i');
const KIN_LAST = new RegExp(`^(\\S+(?: \\S+){1,3}?)(?:['’]s)? (${KIN})$`, 'i');
const CONTINUES =
  /\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|who|whom|whose|what|which|when|where|why|how)\b/i;

/** "date peru signed treaty": a word of time or cause before a clause without its auxiliary. */
const CLAUSE_WORDS =
  /^(date|day|year|time|place|location|reason)(?: (?:when|that|why|where))? (\S+(?: \p{Lu}\S*){0,3}) (\p{L}{2,}ed) (.+)$/iu;
const ASKING: Readonly<Record<string, string>> = {
  place: 'Where',
  location: 'Where',
  reason: 'Why',
  year: 'In what year',
};

/** The question that keywords stand for; undefined where they are a topic, or no keywords at all. */
export function questionOfKeywords(text: string): string | undefined {
  const words = text
    .replace(/[?.!,;:\s]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const count = words.split(' ').length;
  if (count < 2 || count > MAX_KEYWORDS || CONTINUES.test(words)) return undefined;
  const kin = KIN_LAST.exec(words);
  if (kin !== null) return `Who is the ${kin[2]!.toLowerCase()} of ${kin[1]}?`;
  const clause = CLAUSE_WORDS.exec(words);
  if (clause !== null && !PREPOSITIONS.has(clause[2]!.toLowerCase())) {
    const [, word, subject, verb, rest] = clause;
    return `${ASKING[word!.toLowerCase()] ?? 'When'} did ${subject} ${lemmaOf(verb!.toLowerCase())} ${rest}?`;
  }
  for (const [pattern, question] of RULES) {
    const match = new RegExp(pattern.source, `${pattern.flags.replace('i', '')}i`).exec(words);
    if (match === null) continue;
    if (/^(?:new|next|current|acting|interim)\b/i.test(match[1] ?? '') && !NEW_OFFICE.test(words)) continue;
    return question(match.slice(1).map((group) => group ?? '')).replace(/\bthe the\b/i, 'the');
  }
  return undefined;
}
