/** What a sentence leans on that stands outside it: "he" without a name, "the move" without what was done, "as a result" without the cause. */
import { NO_NAMES, ORGANISATION_WORDS, PLACE_WORDS, ROLE_HEADS } from '../text/namewords.ts';
import { countryOf, isDemonym } from '../text/places.ts';
import { withoutQuotations } from './ownwords.ts';
import { countWords } from './trim.ts';

export type Leaning = 'fragment' | 'dangling pronoun' | 'dangling link';

// ---------------------------------------------------------------- how it opens

const PRONOUN_OPENING =
  /^["\u201c\u2018'(]*(?:(?:one|some|many|most|all|none|several|two|three) of (?:his|her|their|its)|he|she|they|it|this|that|these|those|his|her|hers|their|theirs|its|we|i|you|our|my|your|here|who|which|what|such|him|them)(?:['\u2019](?:s|re|d|ll|ve|m))?(?=[\s,])/i;
const LINK_OPENING =
  /^(?:(?:there|first|second|third|last|earlier|later),\s|(?:there['\u2019]s|there (?:is|are|was|were)) also\b|(?:then|thus|therefore|hence|so|as such|as a result|consequently|accordingly|in turn|in response|in that|in this|in these|in those|in all|for (?:example|instance|one|this|that|these)|similarly|likewise|by contrast|in contrast|even so|after that|after this|since then|before that|until then|by then|by that|at (?:the|that|this) (?:time|point)|because of (?:this|that)|despite (?:this|that|the|its|his|her|their)|with (?:that|this|the)|instead|rather|otherwise|firstly|secondly|thirdly|finally|lastly|another|others|both|neither|either|one|two|three|some|many|most|several|none|all|each|any|more|nor|or|because|although|though|if|while|whereas|afterwards?|soon|again|too|not only|of (?:these|those|them|the)|among (?:them|those|these|the)|on (?:that|this)|to (?:this|that)|from (?:this|that|there)|like (?:that|this|him|her|them)|as for|unlike (?:his|her|the|that|this)|according to (?:him|her|them|it)|in (?:his|her|their|its)|on (?:his|her|their|its)|for (?:his|her|their|its)|during (?:his|her|their|its|the)|when|and|but|yet|the same|also)\b)/i;
/** Link words that may open a sentence all the same. */
const LINK_ALLOWED =
  /^(?:another (?:\d|hundred|thousand|two|three|four|five|six|seven|eight|nine|ten|dozen)|(?:one|two|three|some|many|most|several|all|both|more|each|any)\s(?!of (?:them|these|those|the)\b|(?:other|others|more|was|were|is|are|has|had|said|have|reason|thing|day|week|month|year|such)\b)[\p{L}\p{N}\p{Sc}]|(?:although|though|while|if|when|because|despite (?:the|its)|with the|during the|among the|whereas|unlike the)\s.{12,},\s|(?:both|either|neither)\s\p{Lu})/iu;
const ABSTRACT_SUBJECT =
  /^(?:the|such an?|a similar|that|this)\s(?:\p{Ll}+\s)?(?:move|decision|announcement|incident|development|news|statement|latter|former|pair|duo|trio|two|three|four|man|woman|men|women|couple|boy|girl|suspect|suspects|\d+-year-old|claims?|allegations?|remarks?|comments?|findings?|step|change|changes|result|results|issue|situation|process|idea|argument|question|problem|following|same|other|others|second|third|first|last|latest|new one|rest|reason|post|tweet|video|article|report|story|interview|letter|list|photo|photos|image|images|footage|clip|message|messages|effort|efforts|event|events|matter|practice|approach|site|website|piece|document|documents|author|authors)\b(?!\s(?:of|that|which|who|to|by|between|in|on|from|against|released|published|posted|made|accused|arrested)\b)/iu;

/** "… stated that this move is expected": what move? */
const ABSTRACT_WITHIN =
  /\b(?:this|that|these|those) (?:person|source|official|man|woman|people|sources|officials|spokes\p{L}+) (?:said|says|told|added)\b|\b(?:this|these|such)\s(?:\p{Ll}+\s)?(?:moves?|decisions?|announcements?|incidents?|developments?|statements?|remarks?|comments?|steps?|changes?|claims?|allegations?|events?|recognition|issue|measures?|efforts?)\b|^[^,"\u201c]{2,70}\b(?:acknowledged|welcomed|condemned|praised|confirmed|denied|rejected|described|called|calls|hailed) (?:it|this)\b|\backnowledged the (?:move|decision|development|news)\b|\bechoed the\b|\b(?:referred|refers|responded|reacted) to (?:it|this|that|them)\b/u;
/** "She said that will help": what will? */
const THAT_ALONE =
  /\b(?:said|says|added|told \p{Lu}\p{L}+|believes?|hopes?|thinks?)\s(?:that|this)\s(?:will|would|was|is|had|has|could|can|may|might|means|meant|makes|made|did|does)\b|\b(?:so|such)\.$|^[^"\u201c]{3,90},\s(?:that|this)(?:['\u2019]s|\s(?:is|was|means|meant))\s|^[^,"\u201c]{2,70}\s(?:agreed|disagreed|concurred|objected|declined|refused)\.$|\b(?:do|does|did|done|doing) (?:so|that|this)\b(?!\s(?:by|with|because)\b)/u;
/** "The comments by the mayor come after …" */
const REMARK_FOLLOWS =
  /^(?:the|his|her|their|\p{Lu}[\p{L}\s.-]{1,40}['\u2019]s?)\s(?:\p{Ll}+\s)?(?:comments?|remarks?|statements?|warnings?|criticism|calls?|news|announcement|claims?|revelations?|accusations?|disclosure|report|decision|move|measure)\b[^.]{0,90}?\s(?:comes?|came|follows?|followed)\s(?:amid|after|as|just|hours|days|weeks|months|a|an|on|in|less|more|shortly|at|\d+)\b/iu;

/** Where the reporter sits, not the reader. */
const HERE = /\bhere\b(?! and there\b)/;

/** "Will have double the thrust": a note, a tweet, what is left of a sentence. */
const VERB_OPENING =
  /^(?:will|would|can|could|is|are|was|were|has|have|had|does|did|do|be|am|should|may|might|says|said|turns out|looks like|seems|sounds like)\b/i;

/** Whether a sentence points back with its first words, or at where its reporter sits: even the first sentence of a report can, to its headline. */
export function firstWordsFault(text: string): Leaning | undefined {
  if (PRONOUN_OPENING.test(text)) return 'dangling pronoun';
  if (LINK_OPENING.test(text) && !LINK_ALLOWED.test(text)) return 'dangling link';
  if (VERB_OPENING.test(text)) return 'fragment';
  return HERE.test(withoutQuotations(text)) ? 'dangling link' : undefined;
}

/** Whether a sentence opens with what points back. */
export function openingFault(text: string): Leaning | undefined {
  const first = firstWordsFault(text);
  if (first !== undefined) return first;
  const own = withoutQuotations(text);
  if (THAT_ALONE.test(own)) return 'dangling pronoun';
  return ABSTRACT_SUBJECT.test(text) || ABSTRACT_WITHIN.test(own) || REMARK_FOLLOWS.test(text)
    ? 'dangling link'
    : undefined;
}

// ---------------------------------------------------------------- pronouns inside

const PERSONAL = /\b(?:he|she|him|his|her|hers|himself|herself)\b/i;
const PLURAL = /\b(?:they|them|their|themselves)\b/i;
/** "The minister opposed it." */
const OBJECT_IT =
  /\b(?:\p{Ll}+ed|made|took|saw|knew|won|lost|left|found|gave|put) it\b(?!\s(?:was|is|had|has|would|will|clear|plain|possible|impossible|easy|easier|harder|difficult|necessary|up|out|as)\b)/u;
/** "After reaching the harbour, it …": nobody in the clause whom the pronoun could mean. */
const SUBJECTLESS_OPENING =
  /^(?:(?:after|before|while|when|by|despite|since|without|on|upon|once|until)\s)?(?:\p{L}+ing|based|located|founded|born|asked|made|built|led|known|seen|given)\b[^,]{0,80},\s(?:it|they|he|she|we)\s/iu;
const SUBJECT_IT = /^(?:[^,]{1,60},\s)(?:it|they|he|she|this|that|these|those)\s/i;
/** "In smaller towns, they make up a third": a place or time before it is not whom it means. */
const PLACED_PRONOUN =
  /^(?:in|on|at|during|by|since|over|within|across|throughout|under|until|for)\s[^,"\u201c]{2,60},\s(?:they|he|she|we)\s/i;
/** Nouns for persons that are no office. */
export const PEOPLE =
  /\b(?:man|woman|men|women|boy|girl|child|person|people|student|teenager|mother|father|son|daughter|husband|wife|brother|sister|parents?|couple|player|singer|actor|actress|worker|employee|user|passenger|patient|victim|members?|residents?|pilot|monk|nun|priest|soldier|policeman|policewoman|trooper|marine|sailor|tourist|hiker|climber|surfer|diver|farmer|fisherman|villager|shopkeeper|nurse|surgeon|toddler|baby|infant|pensioner|widow|widower|bride|groom|uncle|aunt|nephew|niece|cousin|grandfather|grandmother|grandson|granddaughter|twin|friend|colleague|neighbou?r|lover|girlfriend|boyfriend|fianc[e\u00e9]e?|roommate|teammate|teen|youth|adult|native|citizen|national|migrant|refugee|immigrant|prisoner|inmate|detainee|hostage|survivor|attacker|killer|murderer|thief|robber|burglar|hacker|terrorist|jihadist|insurgent|assassin|veteran|recruit|cadet|rider|cyclist|runner|boxer|golfer|wrestler|swimmer|fighter|rookie|musician|rocker|dancer|model|filmmaker|blogger|youtuber|celebrity|politician|customer|shopper|motorist|commuter|protester|anyone|everyone|someone|one|whoever|each|\d+-year-old)\b/i;

/** Whether a pronoun has nobody and nothing before it in the sentence that it could mean. `named` are the persons whom the sentence names. */
export function pronounFault(text: string, named?: readonly string[]): Leaning | undefined {
  const people = named?.filter((name) => !name.split(' ').some(isImpersonal));
  const own = withoutQuotations(text);
  const namesSomeone = (before: string) =>
    isPersonal(before) ||
    (people === undefined ? mayNameSomeone(before) : people.some((name) => before.includes(name)));
  if (THIS_ALONE.test(own)) return 'dangling pronoun';
  const him = own.search(/\bhim\b/);
  // The subject is not whom he thanks: it takes a second person before.
  if (him > 0 && people !== undefined && people.filter((name) => own.slice(0, him).includes(name)).length < 2)
    return 'dangling pronoun';
  const speaker = SPEAKER_TAIL.exec(text);
  if (speaker !== null && !hasSpeaker(text.slice(0, speaker.index), people)) return 'dangling pronoun';
  const personal = PERSONAL.exec(own);
  if (personal !== null && !namesSomeone(own.slice(0, personal.index)) && !isCataphoric(own, personal.index))
    return 'dangling pronoun';
  if (/^according to [^,]+,\s(?:it|they|he|she)\b/i.test(own)) return 'dangling pronoun';
  if (PLACED_PRONOUN.test(own)) return 'dangling pronoun';
  if (SUBJECT_IT.test(own) && !namesSomething(own.slice(0, own.indexOf(',')))) return 'dangling pronoun';
  if (SUBJECTLESS_OPENING.test(own)) return 'dangling pronoun';
  const plural = PLURAL.exec(own);
  if (plural !== null && !namesSeveral(own.slice(0, plural.index)) && !isCataphoric(own, plural.index))
    return 'dangling pronoun';
  const it = OBJECT_IT.exec(own);
  if (it !== null && countWords(own.slice(0, it.index)) < 3) return 'dangling pronoun';
  return /["\u201d],?\s(?:he|she|they|it)\s\p{Ll}+/u.test(text) &&
    !namesSomeone(own.slice(0, own.search(/\b(?:he|she|they|it)\s/i)))
    ? 'dangling pronoun'
    : undefined;
}

/** "Doing this is banned", "if this continues". */
const THIS_ALONE =
  /\bthis(?:[,.;]|\s(?:is|was|has|had|will|would|could|can|may|might|means|meant|comes|came|continues?|happens?|happened)\b)/i;
/** "…, he said": whoever it was must have been named. */
const SPEAKER_TAIL =
  /[,!?\u2026.]["\u201d\u2019']?\s(?:he|she|they|it)\s(?:said|says|added|told|wrote|explained|noted|continued|tweeted|recalled|insisted)\b/;

function hasSpeaker(before: string, people?: readonly string[]): boolean {
  const own = withoutQuotations(before);
  return people === undefined
    ? mayNameSomeone(own)
    : people.some((name) => own.includes(name)) || mayNameOrganisation(own);
}

/** An organisation can speak, too: "The ministry called it a step, and will go on, it said." */
function mayNameOrganisation(before: string): boolean {
  return before.split(/\s+/).some((word) => ORGANISATION_WORDS.has(word.toLowerCase()));
}

/** Whether the words hold a noun for a person, or an office. */
function isPersonal(before: string): boolean {
  if (PEOPLE.test(before)) return true;
  return before.split(/\s+/).some((word) => ROLE_HEADS.has(word.toLowerCase().replace(/[^\p{L}]/gu, '')));
}

/** Whether the words hold a capitalised word that is neither place nor organisation. */
function mayNameSomeone(before: string): boolean {
  const runs = before.match(/\p{Lu}[\p{L}\p{M}.'\u2019-]*(?:\s(?:of\s)?\p{Lu}[\p{L}\p{M}.'\u2019-]*)*/gu) ?? [];
  return runs.some((run, at) => {
    const words = run.replace(/['\u2019]s?$/u, '').split(' ');
    if (countryOf(run) !== undefined || words.some((word) => isImpersonal(word))) return false;
    const opens = at === 0 && before.startsWith(run);
    return !opens || words.length > 1 || SUBJECT_VERB.test(before.slice(run.length));
  });
}

const SUBJECT_VERB = /^,?\s(?:\p{Ll}+ed\b|said|says|told|was|is|has|had|who|\d\d,)/u;

function isImpersonal(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    ORGANISATION_WORDS.has(lower) ||
    PLACE_WORDS.has(lower) ||
    NO_NAMES.has(lower) ||
    isDemonym(word) ||
    /^(?:\p{Lu}\.?){2,}$/u.test(word)
  );
}

/** Nouns that end in s without being more than one, as far as they are common. */
const SINGULAR_IN_S =
  /(?:ss|us|is|['\u2019]s)$|^(?:was|has|does|says|as|its|his|this|series|news|always|perhaps|besides|towards|across|plus|less|unless|versus|means|years?|months|weeks|days|hours|minutes|seconds|times|miles|metres|meters|kilometres|dollars|pounds|euros)$/i;
const SEVERAL =
  /\b(?:people|police|men|women|children|folk|staff|crew|team|teams|family|couple|group|party|company|firm|government|army|military|militia|band|club|force|majority|committee|council|board|public|crowd|audience|gang|pair|duo|trio|side|league|Congress|parliament|cabinet|administration|bank|agency|everyone|everybody|anyone|someone|somebody|nobody|no one|person|each|who|anybody|one|student|user|customer|passenger|patient|driver|parent|employee|worker|player|victim|child)\b/iu;

/** Whether the words hold something that "they" could mean: a plural, a body of people, or two joined by "and". */
function namesSeveral(before: string): boolean {
  if (SEVERAL.test(before) || /\p{L}\s(?:and|or|&)\s(?:the\s|an?\s)?\p{L}/u.test(before)) return true;
  const words = before.split(/[^\p{L}'\u2019]+/u);
  if (words.some((word) => ORGANISATION_WORDS.has(word.toLowerCase()) || countryOf(word) !== undefined)) return true;
  return (
    words.some((word) => /^\p{L}{2,}s$/u.test(word) && !SINGULAR_IN_S.test(word)) ||
    /(?<!^)\b\p{Lu}{2,}\b/u.test(before)
  );
}

function namesSomething(opening: string): boolean {
  return /\s(?:\p{Lu}|\p{Ll}+s\b)/u.test(opening) || (/^\p{Lu}/u.test(opening) && countWords(opening) > 5);
}

/** "After he resigned, Mr Smith left": the name follows. */
function isCataphoric(text: string, at: number): boolean {
  const comma = text.indexOf(', ', at);
  if (comma < 0 || comma - at > 90 || at > 40) return false;
  return /^, (?:the\s)?(?:\p{Lu}\p{L}+|president|minister)/u.test(text.slice(comma));
}
