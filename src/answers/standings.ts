/** Answers with a form of their own: scores, places in a contest, nationalities, titles in quotation marks. */
import { comparableName } from '../text/names.ts';
import { countriesIn } from '../text/places.ts';
import type { Candidate } from './candidate.ts';
import type { UnderstoodQuestion } from './question.ts';
import type { Passage } from './retrieve.ts';

const SCORE = /(?<![\d-–])\d{1,3}[-–]\d{1,3}(?![\d-–])/g;
/** "7.8-magnitude", "magnitude of 7.8"; "Category 4". */
const MAGNITUDE = /\b\d(?:\.\d)?(?=[- ]magnitude)|(?<=\bmagnitude (?:of )?)\d(?:\.\d)?/gi;
const GRADED = /\bCategory (?:\d|one|two|three|four|five)\b/gi;
const PLACE_IN_CONTEST =
  /\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d{1,3}(?:st|nd|rd|th))\b/gi;
const QUOTED_TITLE = /["“‘]((?:\p{Lu}|\d)[^"”’“]{1,60}?)[,.;:]?["”’]/gu;

/** Candidates of the forms above; undefined where the question asks for none of them. */
export function standingCandidates({ sentence }: Passage, question: UnderstoodQuestion): Candidate[] | undefined {
  const find = (pattern: RegExp, kind: Candidate['kind']): Candidate[] =>
    [...sentence.text.matchAll(pattern)].map((match) => candidateAt(match[0], sentence.start + match.index, kind));
  if (question.focusHead === 'score' || question.focusHead === 'scoreline') return find(SCORE, 'figure');
  if (question.focusHead === 'magnitude') return find(MAGNITUDE, 'figure');
  if (question.focusHead === 'category' && sentence.text.search(GRADED) >= 0) return find(GRADED, 'figure');
  if (question.answerType === 'ordinal') return find(PLACE_IN_CONTEST, 'figure');
  if (question.focusHead !== 'nationality') return undefined;
  return countriesIn(sentence.text)
    .filter((mention) => sentence.text.slice(mention.start, mention.end) !== mention.country)
    .map((mention) =>
      candidateAt(sentence.text.slice(mention.start, mention.end), sentence.start + mention.start, 'phrase'),
    );
}

/** What stands in quotation marks with a capital, or goes on behind a colon: the title of a song, a book, a film. */
export function quotedTitles({ sentence }: Passage): Candidate[] {
  const quoted = [...sentence.text.matchAll(QUOTED_TITLE)].map((match) => ({
    ...candidateAt(match[1]!, sentence.start + match.index + 1, 'name'),
    nameKind: 'other' as const,
  }));
  const subtitled = [...sentence.text.matchAll(SUBTITLED)].map((match) => ({
    ...candidateAt(match[0], sentence.start + match.index, 'name'),
    nameKind: 'other' as const,
    fit: SUBTITLED_FIT,
  }));
  return [
    ...quoted,
    ...subtitled.filter((each) => !quoted.some(({ start, end }) => each.start < end && start < each.end)),
  ];
}

/** "Night Ferry: The Return", in the running text. */
const SUBTITLED =
  /\p{Lu}[\p{L}\d'’-]*(?:\s(?:of|the|and|\p{Lu}[\p{L}\d'’-]*)){0,4}:\s\p{Lu}[\p{L}'’-]*(?:\s(?:(?:of|the|and|in|to|a)\s)*\p{Lu}[\p{L}'’-]*){0,5}/gu;
const SUBTITLED_FIT = 0.8;

const candidateAt = (text: string, start: number, kind: Candidate['kind']): Candidate => ({
  text,
  key: kind === 'figure' ? `figure ${text.toLowerCase()}` : comparableName(text),
  start,
  end: start + text.length,
  written: text,
  fit: 1,
  kind,
});
