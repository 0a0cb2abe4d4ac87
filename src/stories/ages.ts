/** How old somebody is, by those who name them in full: "Kari Lund, 45, a nurse" and "45-year-old nurse Kari Lund". */
import { comparableName, namesOf } from '../text/names.ts';
import type { Name, NameMention, Reading } from '../text/reading.ts';
import type { Finding } from './finding.ts';

const AFTER_NAME = /^,\s(?:aged?\s)?(?<age>\d{1,3})(?=\s?[,.;)]|\s(?:and|who|of|from|was|is)\b|$)/;
const BEFORE_NAME = /(?<![\p{L}\d.-])(?<age>\d{1,3})(?:-|\s)year(?:-|\s)old(?:\s[\p{L}'\u2019-]+){0,4}\s$/u;
/** Another person or thing stands between the age and the name: "the 9-year-old son of Kari Lund". */
const OF_ANOTHER =
  /['\u2019]s?\s|\s(?:of|to|from|by|with|and|in|at|for|named after|son|daughter|brother|sister|wife|husband|mother|father)\s/;
/** "When he was", "since he was": an age of another time. */
const THEN = /\b(?:when|since|until|turned|would have|will be|at the age of)\b[^,]{0,30}$/i;
const MAX_AGE_YEARS = 115;

/** The first age that the text gives for each person named in full. */
export function ageClaims(reading: Reading): Finding[] {
  const findings: Finding[] = [];
  for (const name of namesOf(reading)) {
    const about = name.kind === 'person' ? keyOf(name) : undefined;
    if (about === undefined) continue;
    for (const mention of name.mentions) {
      const finding = ageIn(reading, name, mention, about);
      if (finding !== undefined) findings.push(finding);
    }
  }
  return findings;
}

/** First and last word: middle names are given or left out. */
function keyOf(name: Name): string | undefined {
  const words = comparableName(name.text).split(' ');
  return words.length < 2 || words[0]!.length < 2 ? undefined : `age|${words[0]} ${words.at(-1)}`;
}

function ageIn(reading: Reading, name: Name, mention: NameMention, about: string): Finding | undefined {
  const sentence = reading.sentences[mention.sentence];
  if (sentence === undefined || !mention.text.includes(' ')) return undefined;
  const before = sentence.text.slice(0, mention.start - sentence.start);
  const after = sentence.text.slice(mention.end - sentence.start);
  const behind = AFTER_NAME.exec(after);
  const ahead = behind === null ? BEFORE_NAME.exec(before) : null;
  const found = behind ?? ahead;
  const age = Number(found?.groups?.age ?? Number.NaN);
  if (found === null || !(age >= 1 && age <= MAX_AGE_YEARS)) return undefined;
  if (ahead !== null && (OF_ANOTHER.test(ahead[0]) || THEN.test(before.slice(0, ahead.index)))) return undefined;
  return {
    kind: 'figure',
    about,
    label: `age of ${name.text}`,
    value: String(age),
    display: String(age),
    sentence,
  };
}
