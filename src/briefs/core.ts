/** The core of a sentence: what it says, without who says it and what surrounds it. */
import { quotationsIn } from '../text/quotations.ts';

const LEADING_CLAUSE =
  /^(?:after|while|when|despite|following|since|amid|with|as|although|though|in|on|by|at|until|for|during|because|if|earlier|late|early)\b[^,"\u201c]{3,90},\s/i;
/** "In Moscow the new ambassador, Gul Hassan, handed …": what follows the comma belongs to what stands before it. */
const APPOSED = /^[^,]{2,60},\s(?:\p{Ll}{3,}ed|was|were|is|are|has|have|had|said|says|told)\b/u;
const SPEAKER_BEFORE =
  /^[^,"\u201c]{2,90}?\b(?:said|says|stated|noted|added|told [^,]{2,40}?|(?:announced|confirmed|reported|claimed)(?!\s(?:an?|his|her|its|their|no|new|more|plans?|responsibility|credit|victory|\d+|\p{Ll}+ (?:of|for|to|from|by|in|with))\s))(?: (?:on|late on|early on) (?:the \p{Ll}+ of )?\d{1,2} \p{Lu}\p{Ll}+(?: \d{4})?| on \p{Lu}\p{Ll}+)? (?:that )?(?=\S+ \S+ \S+)/u;
/** "The ambassador, Mr X, said in remarks on television that": the "that" makes it certain. */
const SPEAKER_THAT =
  /^[^"\u201c\u201d]{2,140}?\b(?:said|says|announced|confirmed|reported|stated|noted|added|told|claimed|conveyed)\b[^,"\u201c\u201d]{0,70}?\bthat\s(?=\S+ \S+ \S+)/;
/** "The group released a statement claiming that …": the statement says it. */
const STATEMENT_BEFORE =
  /^[^,"\u201c\u201d]{2,90}?\b(?:released|issued|posted|published|put out|made) an? (?:\p{Ll}+ ){0,2}(?:statement|message|video|letter|note|announcement)\b[^,"\u201c\u201d]{0,40}?\b(?:claiming|saying|stating|announcing|confirming|declaring) (?:that )?(?=\S+ \S+ \S+)/u;
const SPEAKER_AFTER =
  /,["\u201d]?\s(?:according to\s[^,]{2,80}|(?:\p{Lu}[^,"\u201c\u201d]{2,40},\s[^,"\u201c\u201d]{2,80},\s)?[^,"\u201c\u201d]{0,80}\b(?:said|says|announced|reported|added|confirmed|told)\b(?![^,]*\b(?:that|it|he|she|they|is|are|was|were|has|have|had|will|would)\b)[^,"\u201c\u201d]{0,60})\.$/u;
const MEDIAL_CLAUSE = /,\s(?:which|who|whose|where|whom)\b[^,"\u201c\u201d]{3,90},\s(?=\p{Ll})(?!\p{Ll}+ing\b)/gu;
const APPOSITION =
  /,\s(?:an?|the)\s[^"\u201c\u201d]{3,120}?,\s(?=(?:has|have|had|was|were|is|are|will|said|says|told|died|won|lost|\p{Ll}{3,}ed)\b)/u;
const TRAILING_CLAUSE =
  /(?:,\s(?:after|following|while|when|as|which|who|where|despite|although|though|with|amid|according to|citing|adding|saying|including|but|and|as part of|because|since|making|leaving|prompting)\b|\s(?:after|while|since|despite|although|amid|because|as part of|when)\s)/i;

/** Less than this is no fact. */
const MIN_CORE_CHARS = 30;

/** The sentence without who says it and what surrounds it. */
export function coreOf(text: string): string {
  let core = text;
  if (quotationsIn(core).every((quotation) => quotation.text.split(' ').length < 6)) {
    const after = SPEAKER_AFTER.exec(core);
    if (after !== null && after.index > MIN_CORE_CHARS) core = `${core.slice(0, after.index)}.`;
    const speaker = STATEMENT_BEFORE.exec(core) ?? SPEAKER_BEFORE.exec(core) ?? SPEAKER_THAT.exec(core);
    if (speaker !== null && core.length - speaker[0].length > MIN_CORE_CHARS) core = core.slice(speaker[0].length);
  }
  const leading = LEADING_CLAUSE.exec(core);
  if (
    leading !== null &&
    core.length - leading[0].length > MIN_CORE_CHARS &&
    !APPOSED.test(core.slice(leading[0].length))
  )
    core = core.slice(leading[0].length);
  core = core.replace(MEDIAL_CLAUSE, ' ').replace(APPOSITION, ' ');
  const trailing = TRAILING_CLAUSE.exec(core.slice(MIN_CORE_CHARS));
  return trailing === null ? core : core.slice(0, MIN_CORE_CHARS + trailing.index);
}
