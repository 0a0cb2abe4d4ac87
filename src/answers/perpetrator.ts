/** Who did it, where the news only tells who says so: "Who carried out the attack?" is answered by who claimed it. */

const DONE_BY =
  /^(?:who|which (?:\p{L}+\s){0,2}(?:group|organi[sz]ation|militia|movement|party|army))\s(?:carried out|was behind|is behind|were behind|did|committed|staged|launched|conducted|perpetrated|(?:is|was) responsible for)\s(.*\b(?:attacks?|bombings?|shootings?|explosions?|blasts?|raids?|ambush|assaults?|hijackings?|kidnappings?|assassinations?|massacres?|stabbings?)\b.*)$/iu;

/** Said with an answer that was found so. */
export const CLAIMED = 'The articles say who claimed responsibility, which is not who did it.';

/** The question of who claimed it; undefined where the question asks for no such deed. */
export function questionOfClaim(question: string): string | undefined {
  const deed = DONE_BY.exec(question.replace(/[?.!\s]+$/, ''))?.[1];
  return deed === undefined ? undefined : `Who claimed responsibility for ${deed}?`;
}
