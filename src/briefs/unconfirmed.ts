/** What is not confirmed yet: told with reserve, and by no other voice without it. */
import type { Candidate } from './candidates.ts';
import type { Material } from './material.ts';
import { withoutQuotations } from './ownwords.ts';
import type { Examined } from './telling.ts';

const RESERVE =
  /\b(?:reportedly|purportedly|unconfirmed|not (?:yet )?(?:been )?(?:independently )?(?:confirmed|verified)|could not (?:be )?(?:independently |immediately )*(?:confirm|verify|verified|confirmed)|unverified|rumou?red to|rumou?rs (?:that|of|say|suggest)|(?:is|are|was|were) (?:believed|thought|said|suspected|understood|feared|presumed) to|it is (?:believed|thought|understood|suspected|unclear|not clear|not (?:yet )?known)|(?:remains?|still) unclear|may have (?:\p{Ll}+ly |already |also )?(?:been|had|\p{Ll}{2,}(?:ed|en|wn)|left|lost|begun|taken|caught|hit|set|cut|put|come|gone|led|met|fled)|suspected of|(?:un-?named|anonymous) (?:\p{Ll}+ ){0,2}(?:sources?|officials?)|(?:condition of|speaking|spoke) anonym(?:ity|ously)|sources? (?:said|says?|told|close to|familiar with|with knowledge|quoted)|(?:people|person|officials?|those) familiar with|citing (?:\p{Ll}+ ){0,3}sources|(?:early|initial|preliminary|some|local|media|press|conflicting) reports? (?:say|said|suggest|suggested|indicate|indicated|claim|claimed)|no (?:group|one|organi[sz]ation) (?:has |have |had )?(?:immediately |so far |yet )?claimed)\b/iu;
const CONFIRMED = /(?<!\b(?:not|un|been|independently|be|yet|immediately)[\s-])\bconfirm(?:s|ed|ing)?\b/i;

/** Whether the words tell something with reserve; what is quoted is its speaker's affair. */
export function isReserved(text: string): boolean {
  const own = withoutQuotations(text);
  return RESERVE.test(own) && !CONFIRMED.test(own);
}

/** Whether a sentence tells with reserve what no other voice tells without. */
export function isUnconfirmed(candidate: Candidate, examined: Examined, material: Material): boolean {
  if (!isReserved(candidate.text)) return false;
  const own = material.voiceOf(candidate.articleId);
  return !material.witnesses
    .supportersOf(examined)
    .some(({ articleId, said }) => material.voiceOf(articleId) !== own && !isReserved(said));
}
