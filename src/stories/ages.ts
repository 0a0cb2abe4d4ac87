/** How old somebody is: "Kari Lund, 45, a nurse", "45-year-old nurse Kari Lund", and, where nobody is named, "a four-year-old boy". */
import { comparableName, namesOf } from '../text/names.ts';
import type { Name, NameMention, Reading, Sentence } from '../text/reading.ts';
import type { Finding } from './finding.ts';

const AFTER_NAME = /^,\s(?:aged?\s)?(?<age>\d{1,3})(?=\s?[,.;)]|\s(?:and|who|of|from|was|is)\b|$)/;
const BEFORE_NAME = /(?<![\p{L}\d.-])(?<age>\d{1,3})(?:-|\s)year(?:-|\s)old(?:\s[\p{L}'\u2019-]+){0,4}\s$/u;
/** Another person or thing stands between the age and the name: "the 9-year-old son of Kari Lund". */
const OF_ANOTHER =
  /['\u2019]s?\s|\s(?:of|to|from|by|with|and|in|at|for|named after|son|daughter|brother|sister|wife|husband|mother|father)\s/;
/** "When he was", "since he was": an age of another time. */
const THEN = /\b(?:when|since|until|turned|would have|will be|at the age of)\b[^,]{0,30}$/i;
const MAX_AGE_YEARS = 115;
/** Further down other children and other victims come in. */
const UNNAMED_MAX_SENTENCES = 6;
/** Somebody whom a report does not name. Of a name that follows, the age is the name's. */
const UNNAMED =
  /(?<![\p{L}\d.-])(?<age>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:-|\s)year(?:-|\s)old\s(?:\p{Ll}+\s)?(?<who>boy|girl|man|woman|student|child|toddler|teenager|suspect|driver|pilot|gunman)\b(?!\s(?:named|called)\b|,?\s\p{Lu})/gu;
const AGES_IN_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

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
  return [...findings, ...unnamedAges(reading.sentences.slice(0, UNNAMED_MAX_SENTENCES))];
}

/** One boy's age, where the beginning of the report has only one boy: others' sentences must tell the same of him. */
function unnamedAges(sentences: readonly Sentence[]): Finding[] {
  const found = sentences.flatMap((sentence) =>
    [...sentence.text.matchAll(UNNAMED)].map((match) => ({ sentence, match, who: match.groups!.who!.toLowerCase() })),
  );
  return found.flatMap(({ sentence, match, who }): Finding[] => {
    const age = yearsOf(match.groups!.age!);
    if (found.some((other) => other.who === who && yearsOf(other.match.groups!.age!) !== age)) return [];
    if (!(age >= 1 && age <= MAX_AGE_YEARS)) return [];
    const label = `age of the ${who}`;
    return [{ kind: 'figure', about: `count|age of ${who}|`, label, value: String(age), display: match[0], sentence }];
  });
}

const yearsOf = (written: string): number =>
  /\d/.test(written) ? Number(written) : AGES_IN_WORDS.indexOf(written.toLowerCase());

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
