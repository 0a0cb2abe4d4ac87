/** Who speaks: a saying answers only where the sentence lays it to the one who is asked about. */
import { clausesOf } from '../text/grammar.ts';
import { countriesIn } from '../text/places.ts';
import { tokenise } from '../text/words.ts';
import type { Candidate } from './candidate.ts';
import { literal } from './literal.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';

const SAYS =
  'said|says|say|tells|told|adds|added|calls|called|calling|describes|described|describing|states|stated|declares|declared|announces|announced|asserts|asserted|maintains|maintained|contends|contended|argues|argued|claims|claimed|insists|insisted|warns|warned|writes|wrote|tweeted|posted|labels|labelled|labeled|terms|termed|dubs|dubbed|quoted|hails|hailed|welcomes|welcomed|denounces|denounced';

/** Right behind a saying: `," said the minister, Ana Sol` has at most so many characters before the name. */
const INVERTED_REACH = 60;
const INVERTED = new RegExp(`^["”'’,.\\s]*(?:${SAYS})\\b[^.;!?]{0,${INVERTED_REACH}}$`, 'i');
const FOLLOWED = new RegExp(`\\b(?:${SAYS})\\b`, 'i');
/** Somebody else begins to speak: "who called it", "while Ana Sol said", "the ministry said". */
const OTHER_CLAUSE = new RegExp(`(?:\\b(?:who|which|while|whereas|but|and|as)\\b|[;:])[^.]*?\\b(?:${SAYS})\\b`, 'i');
const SAME_SUBJECT = new RegExp(
  `\\b(?:and|but)\\s+(?:(?:also|then|later|has|had|have|he|she|it|they)\\s+){0,3}(?:${SAYS})\\b`,
  'gi',
);
const PRONOUN = /\b(?:he|she|they|it|his|her|their|we|i)\b/i;

/** Whether a saying can be of the one asked about; true where the question names nobody. */
export function isSaidByAsked(candidate: Candidate, passage: Passage, question: UnderstoodQuestion): boolean {
  const name = speakerOf(question);
  if (name === undefined || candidate.kind !== 'clause') return true;
  const { sentence, reading } = passage;
  const places = [
    ...sentence.text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${literal(name)}(?![\\p{L}\\p{N}])`, 'giu')),
  ];
  const from = candidate.start - sentence.start;
  const to = candidate.end - sentence.start;
  if (places.length === 0) {
    const before = reading.sentences[sentence.index - 1]?.text ?? '';
    const outside = sentence.text.slice(0, from) + sentence.text.slice(to);
    return PRONOUN.test(outside) && before.toLowerCase().includes(name.toLowerCase());
  }
  return places.some((place) => {
    const end = place.index + place[0].length;
    if (isOfAnotherCountry(sentence.text, end, question.clause.subject ?? '')) return false;
    if (end <= from) {
      const between = sentence.text.slice(end, from);
      return !speaksAnother(between) && (!PARTICIPLE.test(between) || isSubject(name, sentence.text));
    }
    return (
      place.index >= to && (INVERTED.test(sentence.text.slice(to, place.index)) || saysBehind(sentence.text, to, end))
    );
  });
}

/** "Peru recognised the Front, *calling* it": who calls is the subject of the sentence. */
const PARTICIPLE =
  /,\s(?:\p{L}+ly\s)?(?:calling|describing|saying|adding|stating|labelling|labeling|terming|dubbing|hailing|denouncing|warning)\b/iu;

const isSubject = (name: string, text: string): boolean =>
  (clausesOf(text)[0]?.subject ?? '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .includes(name.toLowerCase());

/** Characters before a body's name in which its country stands. */
const COUNTRY_REACH = 40;

/** "the Chilean ministry" does not speak for the Peruvian one. */
function isOfAnotherCountry(text: string, end: number, asked: string): boolean {
  const wanted = new Set(countriesIn(asked).map((mention) => mention.country));
  const told = countriesIn(text.slice(Math.max(0, end - COUNTRY_REACH), end)).at(-1);
  return wanted.size > 0 && told !== undefined && !wanted.has(told.country);
}

/** `"…," Ana Sol said`. */
function saysBehind(text: string, quoteEnd: number, nameEnd: number): boolean {
  const between = text.slice(quoteEnd, nameEnd);
  return /^["”'’,.]/.test(between) && !/[.;]\s/.test(between) && FOLLOWED.test(text.slice(nameEnd, nameEnd + 30));
}

/** "Kurt Lom, *who* called": the clause right behind a name is of it. */
const OWN_CLAUSE = /^,?\s+(?:who|which)\b/i;

const speaksAnother = (between: string): boolean =>
  OTHER_CLAUSE.test(between.replace(OWN_CLAUSE, ' ').replace(SAME_SUBJECT, ' '));

/** The last word of the name that the question makes speak. */
function speakerOf(question: UnderstoodQuestion): string | undefined {
  if (question.answerType !== 'quote') return undefined;
  const words = tokenise(question.clause.subject ?? '').filter((token) => !token.stop);
  const last = words.at(-1);
  if (last === undefined) return undefined;
  // "the foreign ministry", in small letters: only where its country tells which.
  const named = /^\p{Lu}/u.test(last.text) || countriesIn(question.clause.subject ?? '').length > 0;
  return named ? last.text.replace(/['’]s$/, '') : undefined;
}
