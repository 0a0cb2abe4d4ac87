/** Whom a sentence, or one clause of it, is from: "…, the ministry said", "Police said that …", "according to the mayor". */

const SAYING =
  '(?:said|says|say|told|added|announced|confirmed|confirms|reported|reports|stated|noted|claimed|claims|denied|denies|insisted|warned|put|puts|counted)';
const WORD = "[\\p{L}][\\p{L}.'\u2019-]*";
const SPEAKER = `((?:[Tt]he\\s)?${WORD}(?:\\s${WORD}){0,5})`;
const SPEAKERS = [
  new RegExp(`[,\u201d"]\\s${SPEAKER}\\s(?:have\\s|has\\s|had\\s)?${SAYING}\\b[^,]{0,40}[.,]?$`, 'u'),
  new RegExp(`^${SPEAKER}\\s(?:have\\s|has\\s|had\\s)?${SAYING}\\b`, 'u'),
  new RegExp(`\\b[Aa]ccording to\\s${SPEAKER}`, 'u'),
];
/** Who said it stands elsewhere, or these words are no speaker at all. */
const NOBODY = /^(?:he|she|they|it|who|which|that|this|there|we|i|you|and|but|when|as|what)(?:\s|$)/i;
/** Where one speaker's words end and another's begin. */
const TURN = /[,;]\s+(?:but|while|whereas|although|though|and)\s|;\s|\s(?:while|whereas)\s/g;

/** Who the sentence says it is from; undefined where it is the outlet's own, or a pronoun's. */
export function speakerOf(sentence: string): string | undefined {
  for (const pattern of SPEAKERS) {
    const found = pattern.exec(sentence)?.[1];
    if (found !== undefined && !NOBODY.test(found)) return found;
  }
  return undefined;
}

/** Who the part of the sentence that holds the place `at` is from: "police say 9 died, while the hospital says 12" has two. */
export function speakerAt(sentence: string, at: number): string | undefined {
  let start = 0;
  for (const turn of sentence.matchAll(TURN)) {
    if (turn.index >= at) return speakerOf(sentence.slice(start, turn.index)) ?? speakerOf(sentence);
    start = turn.index + turn[0].length;
  }
  return speakerOf(sentence.slice(start)) ?? speakerOf(sentence);
}
