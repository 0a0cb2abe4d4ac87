/** Stories that are called false: "a hoax report that the bridge had fallen went round the web". */
import type { Sentence } from '../text/reading.ts';
import type { Finding } from './finding.ts';

/** Further down it is some other story that was false. */
export const EXPOSURE_MAX_SENTENCES = 5;

const TALE =
  '(?:news|stor(?:y|ies)|reports?|claims?|rumou?rs?|articles?|posts?|tweets?|videos?|photos?|pictures?|images?|footage)';
const FALSE = '(?:fake|false|untrue|bogus|fabricated|hoax|satire)';
/** Some story is not so: perhaps the one that is told. */
const HOAX = new RegExp(
  `\\b(?:hoax\\p{L}*|debunk\\p{L}*|satir\\p{L}+)\\b|\\b(?:fake|false|bogus|untrue)\\s${TALE}\\b|\\b${TALE}\\s(?:\\p{L}+\\s){0,3}(?:is|was|are|were)\\s(?:\\p{L}+\\s){0,2}${FALSE}\\b`,
  'iu',
);
/** The sentence itself says so of what it tells. */
const EXPOSING = new RegExp(
  `\\b(?<a>hoax|fake|false|bogus|satirical)\\s${TALE}\\b|\\b${TALE}\\b[^.]{0,120}?\\b(?:is|was|are|were|(?:turned\\sout|proved)\\sto\\sbe)\\s(?:\\p{L}+\\s){0,2}(?<b>${FALSE})\\b`,
  'iu',
);
const UNSURE =
  /\b(?:not|no|nobody|never|neither|nor|whether|if|could|may|might|would|ask\p{L}*|real or|suspect\p{L}*|perhaps|probably)\b|n[\u2019']t\b|\?/iu;

/** Whether the words call some story false. */
export function tellsOfHoax(text: string): boolean {
  return HOAX.test(text);
}

/** As fact-checkers write it: "Claim: the bridge has fallen." and, in a line of its own, "FALSE". */
const CHECKED = /^Claim:\s/i;
const VERDICT = /^(?:(?:mostly|probably)\s)?false[.!]?$/i;

/** What the beginning of an article calls false. */
export function exposureClaims(sentences: readonly Sentence[]): Finding[] {
  return sentences.slice(0, EXPOSURE_MAX_SENTENCES).flatMap((sentence): Finding[] => {
    const isChecked = CHECKED.test(sentence.text) && VERDICT.test(sentences[sentence.index + 1]?.text.trim() ?? '');
    const found = isChecked ? { a: 'false' } : UNSURE.test(sentence.text) ? undefined : exposing(sentence.text);
    if (found === undefined) return [];
    const word = (found.a ?? found.b ?? '').toLowerCase();
    return [
      {
        kind: 'outcome',
        about: 'exposed',
        label: 'whether the story is true',
        value: 'no',
        display: `called ${/^(?:hoax|fake)$/.test(word) ? `a ${word}` : 'false'}`,
        sentence,
        negated: true,
      },
    ];
  });
}

const exposing = (text: string): Readonly<Record<string, string>> | undefined => EXPOSING.exec(text)?.groups;
