/** What an article says that other articles may say differently: who holds an office, how many, when, and whether at all. */
import type { Claim } from '../model.ts';
import type { Reading } from '../text/reading.ts';
import { ageClaims } from './ages.ts';
import { countClaims } from './counts.ts';
import { denialClaims, reportClaims } from './denials.ts';
import { exposureClaims } from './exposures.ts';
import { figureClaims } from './figures.ts';
import type { Claimant, Finding } from './finding.ts';
import { happeningClaims } from './happenings.ts';
import { officeClaims } from './offices.ts';
import { outcomeClaims } from './outcomes.ts';
import { speakerOf } from './speakers.ts';

/** Sentences that are read for claims; a report has said what it knows by then. */
export const CLAIM_MAX_SENTENCES = 200;
/** Claims kept of one article, the first in the text. */
export const MAX_CLAIMS_PER_ARTICLE = 120;

/** The article's claims in the order of the text. `reading` is that of `article.text`. */
export function claimsOf(article: Claimant, reading: Reading): readonly Claim[] {
  const sentences = reading.sentences.slice(0, CLAIM_MAX_SENTENCES);
  // Names are remembered per reading: the one that everybody else has read, wherever it is short enough.
  const read = sentences.length === reading.sentences.length ? reading : { ...reading, sentences };
  const findings = [
    ...officeClaims(read),
    ...figureClaims(sentences, article),
    ...countClaims(sentences, article),
    ...ageClaims(read),
    ...happeningClaims(sentences, article),
    ...outcomeClaims(sentences),
    ...denialClaims(sentences),
    ...exposureClaims(sentences),
    ...reportClaims(sentences),
  ];
  return findings
    .sort((a, b) => a.sentence.start - b.sentence.start)
    .slice(0, MAX_CLAIMS_PER_ARTICLE)
    .map((finding) => claimOf(article, finding));
}

function claimOf(article: Claimant, { sentence, negated, hedged, attributedTo: own, ...finding }: Finding): Claim {
  const attributedTo = own ?? speakerOf(sentence.text);
  return {
    articleId: article.id,
    storyId: article.storyId,
    ...finding,
    quote: sentence.text,
    start: sentence.start,
    ...(attributedTo === undefined ? {} : { attributedTo }),
    ...(hedged === true || HEDGE.test(sentence.text) ? { hedged: true } : {}),
    ...(negated === true ? { negated: true } : {}),
  };
}

const HEDGE =
  /\b(?:reportedly|allegedly|apparently|purportedly|unconfirmed|rumou?red|suspected|believed to|thought to|said to have|(?:may|might|could) have|appears? to|according to initial)\b/i;
