/** What an article says that other articles may say differently: who holds an office, how many, when, and whether at all. */
import type { Claim } from '../model.ts';
import type { Reading } from '../text/reading.ts';
import { figureClaims } from './figures.ts';
import type { Claimant, Finding } from './finding.ts';
import { happeningClaims } from './happenings.ts';
import { officeClaims } from './offices.ts';
import { outcomeClaims } from './outcomes.ts';

/** Sentences that are read for claims; a report has said what it knows by then. */
export const CLAIM_MAX_SENTENCES = 200;
/** Claims kept of one article, the first in the text. */
export const MAX_CLAIMS_PER_ARTICLE = 60;

/** The article's claims in the order of the text. `reading` is that of `article.text`. */
export function claimsOf(article: Claimant, reading: Reading): readonly Claim[] {
  const sentences = reading.sentences.slice(0, CLAIM_MAX_SENTENCES);
  const findings = [
    ...officeClaims({ ...reading, sentences }),
    ...figureClaims(sentences, article),
    ...happeningClaims(sentences, article),
    ...outcomeClaims(sentences),
  ];
  return findings
    .sort((a, b) => a.sentence.start - b.sentence.start)
    .slice(0, MAX_CLAIMS_PER_ARTICLE)
    .map((finding) => claimOf(article, finding));
}

function claimOf(article: Claimant, { sentence, negated, hedged, ...finding }: Finding): Claim {
  const attributedTo = speakerOf(sentence.text);
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

const SAYING =
  '(?:said|says|told|added|announced|confirmed|reported|stated|noted|claimed|claims|denied|denies|insisted|warned)';
const SPEAKER = "((?:[Tt]he\\s)?[\\p{L}][\\p{L}.'\u2019-]*(?:\\s[\\p{L}][\\p{L}.'\u2019-]*){0,5})";
/** "…, the ministry said", "Police said that …", "according to the mayor". */
const SPEAKERS = [
  new RegExp(`[,\u201d"]\\s${SPEAKER}\\s(?:have\\s|has\\s|had\\s)?${SAYING}\\b[^,]{0,40}[.,]?$`, 'u'),
  new RegExp(`^${SPEAKER}\\s(?:have\\s|has\\s|had\\s)?${SAYING}\\b`, 'u'),
  new RegExp(`\\b[Aa]ccording to\\s${SPEAKER}`, 'u'),
];

/** Who the sentence says it is from. */
function speakerOf(sentence: string): string | undefined {
  for (const pattern of SPEAKERS) {
    const found = pattern.exec(sentence)?.[1];
    if (found !== undefined && !/^(?:he|she|they|it|who|which|that)$/i.test(found)) return found;
  }
  return undefined;
}
