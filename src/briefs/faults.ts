/** Why a sentence can't stand alone in a brief: what an editor would strike out. */
import { isFurniture } from '../articles/boilerplate.ts';
import type { LanguageCode } from '../model.ts';
import { TITLES } from '../text/abbreviations.ts';
import { NO_NAMES, ORGANISATION_WORDS, PLACE_WORDS, ROLE_HEADS } from '../text/namewords.ts';
import { countryOf, isDemonym } from '../text/places.ts';
import { quotationsIn } from '../text/quotations.ts';
import { tagWords } from '../text/tagging.ts';
import { countWords } from './trim.ts';

/** Fewer words are a fragment, a crosshead, a caption. */
export const MIN_SENTENCE_WORDS = 6;
/** A longer sentence is no news sentence: a list, a page that lost its stops. */
export const MAX_SENTENCE_WORDS = 60;

export type Fault =
  | 'too short'
  | 'too long'
  | 'fragment'
  | 'furniture'
  | 'question'
  | 'exclamation'
  | 'unbalanced quotation'
  | 'dangling pronoun'
  | 'dangling link'
  | 'first person'
  | 'about the outlet'
  | 'mere quotation';

/** The first fault found in a sentence, cheap ones first; undefined where it can stand alone. What only English shows is looked for in English only. */
export function faultOf(text: string, lang: LanguageCode = 'en'): Fault | undefined {
  return visibleFaultOf(text, lang) ?? (lang === 'en' && !hasMainVerb(text) ? 'fragment' : undefined);
}

/** The faults that are seen without parsing the sentence: all but a missing verb. `people` are the persons it names, where they are known. */
export function visibleFaultOf(text: string, lang: LanguageCode = 'en', people?: readonly string[]): Fault | undefined {
  const visible = shapeFault(text) ?? markFault(text);
  if (visible !== undefined || lang !== 'en') return visible;
  return openingFault(text) ?? voiceFault(text) ?? pronounFault(text, people);
}

// ---------------------------------------------------------------- shape

const ENDS = /[.!\u3002\uff01\u0964\u06d4]["\u201d\u2019')\]\u00bb]*$/;
const STARTS = /^["\u201c\u2018'\u00ab(]*(?:\p{Lu}|\p{Lo}|[\d$\u20ac\u00a3\u00a5])/u;
const LOOKS_LIKE_FURNITURE =
  /https?:|www\.|\bpic\.twitter|@\w|#\w|\||\u2022|\u00bb\s|>>|\b(?:read (?:more|also|next)|click here|sign up|subscribe|newsletter|follow (?:us|\w+ on)|photo(?:graph)? (?:by|credit)|image (?:credit|copyright|caption|source)|getty images|file photo|all rights reserved|copyright|advertisement|watch (?:the )?(?:video|live)|scroll down|story continues|terms of (?:use|service)|privacy policy|cookies|livestream)\b|^(?:photos?|videos?|images?|gallery|watch|listen|read|related|more|see(?: also)?|opinion|analysis|live|updates?|breaking|exclusive|note|corrections?|credits?|source|topics?|tags?|comments?|caption)\s*:|^\d+\s?(?:\/|of)\s?\d+\s|\b(?:is|are) (?:seen|pictured|shown) (?:in|on|at|here|above|below|near|during|with|after|before|outside|through)\b|\bin th(?:is|e) (?:\p{Ll}+ )?(?:photo|photograph|picture|image|handout|frame|file)\b|\blooks? on (?:as|during|at)\b|\b(?:testifies|speaks|poses?|arrives?|holds?|walks?|stands?|waves?|attends?|gestures?|reacts?|listens?|delivers?|shakes?|greets?|celebrates?|inspects?|sits?|performs?)\s(?:\P{Lu}+\s)?(?:during|at|in|on|before|as|to|with|outside|after)\b.*\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d{1,2},? \d{4}|\/ ?(?:Reuters|AP|AFP|Getty|EPA|Rex|Shutterstock)\b|^(?:CLOSE|PLAY|VIDEO|LISTEN|SHARE|WATCH|NEWS|BREAKING)\s\p{Lu}|^[^,]{3,60}\s(?:celebrates?|poses?|waves?|reacts?|gestures?|embraces?)\s(?:on|after|with|at|as|during|in|outside|before)\b|^\(|\bupdated:?\s\d|\d{1,2}:\d{2}\s?(?:[ap]\.?m\.?\s)?(?:GMT|BST|EST|EDT|ET|IST|CET)\b.*\d{4}/iu;

/** "…crashing out early on On lap seven": two sentences that lost what was between them. */
const RUN_TOGETHER = /\b(?:on On|in In|the The|a A|and And|but But|by By|at At|for For|of Of|to To|it It)\b/;

/** "…," said, adviser at the bank: the name went with a link. */
const SPEAKER_LOST = /["\u201d]\s(?:said|says),\s/;

function shapeFault(text: string): Fault | undefined {
  const words = countWords(text);
  if (words < MIN_SENTENCE_WORDS) return 'too short';
  if (words > MAX_SENTENCE_WORDS) return 'too long';
  if (isFurniture(text) || LOOKS_LIKE_FURNITURE.test(text)) return 'furniture';
  if (/\?["\u201d\u2019')]*$|\u061f$|\uff1f$/.test(text)) return 'question';
  if (/!["\u201d\u2019')]*$/.test(text) && !/["\u201c\u2018]/.test(text)) return 'exclamation';
  if (!ENDS.test(text) || /(?:\.\.\.|\u2026)["\u201d\u2019')]*$/.test(text)) return 'fragment';
  if (!STARTS.test(text)) return 'fragment';
  if (RUN_TOGETHER.test(text) || SPEAKER_LOST.test(text)) return 'fragment';
  const last = /([\p{L}.]+)\.$/u.exec(text)?.[1]?.toLowerCase();
  if (last !== undefined && TITLES.has(last)) return 'fragment';
  return isMostlyCapitals(text) ? 'furniture' : undefined;
}

function isMostlyCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  if (capitals > letters * 0.4) return true;
  const words = text.split(/\s+/).filter((word) => /^\p{L}/u.test(word) && word.length > 3);
  return words.length >= 6 && words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length * 0.8;
}

// ---------------------------------------------------------------- quotation marks and brackets

function markFault(text: string): Fault | undefined {
  const straight = text.match(/"/g)?.length ?? 0;
  const count = (mark: string) => text.split(mark).length - 1;
  if (straight % 2 !== 0 || count('\u201c') !== count('\u201d') || count('\u00ab') !== count('\u00bb'))
    return 'unbalanced quotation';
  if (count('(') !== count(')') || count('[') !== count(']')) return 'unbalanced quotation';
  // A single mark opens before a letter after a space, and closes after one before a space or a stop; an apostrophe after s is no close.
  const opened =
    text.match(/(?:^|[\s(\u201c"])[\u2018'](?=[\p{L}\p{N}])(?!(?:em|til|cause|tis|twas|n|\d\ds?)\b)/gu)?.length ?? 0;
  const closed = text.match(/[\p{L}\p{N}.,!?][\u2019'](?=[\s,.;:)\u201d"]|$)/gu)?.length ?? 0;
  if (opened > closed) return 'unbalanced quotation';
  const unquoted = withoutQuotations(text);
  return countWords(unquoted) < 2 ? 'mere quotation' : undefined;
}

/** The sentence in its writer's own words: what is quoted becomes a gap. */
export function withoutQuotations(text: string): string {
  let rest = text;
  for (const { start, end } of quotationsIn(text).reverse()) rest = `${rest.slice(0, start)}\u2026${rest.slice(end)}`;
  return rest;
}

// ---------------------------------------------------------------- how it opens

const PRONOUN_OPENING =
  /^["\u201c\u2018'(]*(?:he|she|they|it|this|that|these|those|his|her|hers|their|theirs|its|we|i|you|our|my|your|here|who|which|what|such|him|them)(?:['\u2019](?:s|re|d|ll|ve|m))?(?=[\s,])/i;
const LINK_OPENING =
  /^(?:there,|then|thus|therefore|hence|so|as such|as a result|consequently|accordingly|in turn|in response|in that|in this|in these|in those|in all|for (?:example|instance|one|this|that|these)|similarly|likewise|by contrast|in contrast|even so|after that|after this|since then|before that|until then|by then|by that|at (?:the|that|this) (?:time|point)|because of (?:this|that)|despite (?:this|that|the|its|his|her|their)|with (?:that|this|the)|instead|rather|otherwise|firstly|secondly|thirdly|finally|lastly|first,|second,|third,|last,|another|others|both|neither|either|one|two|three|some|many|most|several|none|all|each|any|more|nor|or|because|although|though|if|while|whereas|earlier,|later,|afterwards?|soon|again|too|not only|of (?:these|those|them|the)|among (?:them|those|these|the)|on (?:that|this)|to (?:this|that)|from (?:this|that|there)|like (?:that|this|him|her|them)|as for|unlike (?:his|her|the|that|this)|according to (?:him|her|them|it)|in (?:his|her|their|its)|on (?:his|her|their|its)|for (?:his|her|their|its)|during (?:his|her|their|its|the)|when|and|but|yet|the same|also)\b/i;
/** Link words that may open a sentence all the same. */
const LINK_ALLOWED =
  /^(?:(?:one|two|three|some|many|most|several|all|both|more|each|another|any)\s(?!of (?:them|these|those|the)\b|(?:other|others|more|was|were|is|are|has|had|said|have|reason|thing|day|week|month|year|such)\b)\p{L}|(?:although|though|while|if|when|because|despite (?:the|its)|with the|during the|among the|whereas|unlike the)\s.{12,},\s|(?:both|either|neither)\s\p{Lu})/iu;
const ABSTRACT_SUBJECT =
  /^(?:the|such an?|a similar|that|this)\s(?:\p{Ll}+\s)?(?:move|decision|announcement|incident|development|news|statement|latter|former|pair|duo|trio|two|three|four|man|woman|men|women|couple|boy|girl|suspect|suspects|\d+-year-old|claims?|allegations?|remarks?|comments?|findings?|step|change|changes|result|results|issue|situation|process|idea|argument|question|problem|following|same|other|others|second|third|first|last|latest|new one|rest|reason|post|tweet|video|article|report|story|interview|letter|list|photo|photos|image|images|footage|clip|message|messages|effort|efforts|event|events|matter|practice|approach|site|website|piece|document|documents|author|authors)\b(?!\s(?:of|that|which|who|to|by|between|in|on|from|against|released|published|posted|made|accused|arrested)\b)/iu;

/** "… stated that this move is expected": what move? */
const ABSTRACT_WITHIN =
  /\b(?:this|these|such)\s(?:\p{Ll}+\s)?(?:moves?|decisions?|announcements?|incidents?|developments?|statements?|remarks?|comments?|steps?|changes?|claims?|allegations?|events?|recognition|issue|measures?|efforts?)\b|^[^,"\u201c]{2,70}\b(?:acknowledged|welcomed|condemned|praised|confirmed|denied|rejected|described|called|calls|hailed) (?:it|this)\b|\backnowledged the (?:move|decision|development|news)\b|\bechoed the\b/u;

/** "Will have double the thrust": a note, a tweet, what is left of a sentence. */
const VERB_OPENING =
  /^(?:will|would|can|could|is|are|was|were|has|have|had|does|did|do|be|am|should|may|might|says|said|turns out|looks like|seems|sounds like)\b/i;

function openingFault(text: string): Fault | undefined {
  if (PRONOUN_OPENING.test(text)) return 'dangling pronoun';
  if (LINK_OPENING.test(text) && !LINK_ALLOWED.test(text)) return 'dangling link';
  if (VERB_OPENING.test(text)) return 'fragment';
  return ABSTRACT_SUBJECT.test(text) || ABSTRACT_WITHIN.test(withoutQuotations(text)) ? 'dangling link' : undefined;
}

// ---------------------------------------------------------------- whose voice it is

const FIRST_PERSON =
  /(?<!\p{Lu}\p{L}+ )\bI\b|\b(?:I['\u2019](?:m|ve|d|ll)|we|we['\u2019](?:re|ve|d|ll)|our|ours|us|my|(?:of|is) mine|me|myself|ourselves|let['\u2019]s)\b/u;
const SECOND_PERSON = /\b(?:you|your|yours|you['\u2019](?:re|ve|d|ll)|yourself)\b/i;
const OUTLET_ITSELF =
  /\b(?:this (?:article|story|post|piece|report|newspaper|website|page|site|copy|item|column)\b(?! (?:was|is) (?:being )?(?:seized|raided))|(?:was|were|been|is) (?:originally |first )?(?:published|updated) (?:on|at|in|by|to)\b|contributed to this|reporting by|edit(?:ed|ing) by|writing by|(?:reached|reach) out to|did not (?:immediately )?(?:respond|reply|return)|could not (?:immediately |be immediately )?(?:be )?reached|no immediate comment|has contacted|have contacted|has approached|approached .{2,40} for comment|request(?:s|ed)? for comment|for more (?:information|details|news)|stay tuned|see (?:below|above|also)|pictured|shown (?:here|above|below)|in the (?:video|picture|photo|image) (?:above|below)|(?:our|your) (?:app|newsletter)|an earlier version|correction:|editor['\u2019]s note|opinions expressed|views expressed|affiliate|the author)\b/i;

function voiceFault(text: string): Fault | undefined {
  const own = withoutQuotations(text);
  if (OUTLET_ITSELF.test(own)) return 'about the outlet';
  return FIRST_PERSON.test(own) || SECOND_PERSON.test(own) ? 'first person' : undefined;
}

// ---------------------------------------------------------------- pronouns inside

const PERSONAL = /\b(?:he|she|him|his|her|hers|himself|herself)\b/i;
const PLURAL_SUBJECT =
  /(?:^|,\s|\bthat\s|\band\s|\bbut\s|\bbecause\s|\bafter\s|\bwhen\s|\bif\s|["\u201d]\s)(?:they|them)\b/i;
const SUBJECT_IT = /^(?:[^,]{1,60},\s)(?:it|they|he|she|this|that|these|those)\s/i;
const PEOPLE =
  /\b(?:man|woman|men|women|boy|girl|child|person|people|student|teenager|mother|father|son|daughter|husband|wife|brother|sister|parents?|couple|player|singer|actor|actress|worker|employee|user|passenger|patient|victim|members?|residents?|pilot|anyone|everyone|someone|one|whoever|each|\d+-year-old)\b/i;

/** A personal pronoun with nobody before it in the sentence whom it could mean. */
function pronounFault(text: string, named?: readonly string[]): Fault | undefined {
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
  if (SUBJECT_IT.test(own) && !namesSomething(own.slice(0, own.indexOf(',')))) return 'dangling pronoun';
  const plural = PLURAL_SUBJECT.exec(own);
  if (plural !== null && countWords(own.slice(0, plural.index)) < 2) return 'dangling pronoun';
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

function namesSomething(opening: string): boolean {
  return /\s(?:\p{Lu}|\p{Ll}+s\b)/u.test(opening) || (/^\p{Lu}/u.test(opening) && countWords(opening) > 5);
}

/** "After he resigned, Mr Smith left": the name follows. */
function isCataphoric(text: string, at: number): boolean {
  const comma = text.indexOf(', ', at);
  if (comma < 0 || comma - at > 90 || at > 40) return false;
  return /^, (?:the\s)?(?:\p{Lu}\p{L}+|president|minister)/u.test(text.slice(comma));
}

// ---------------------------------------------------------------- the verb

/** Forms that are never participles, and where a relative clause could begin to take them. */
const CLEARLY_FINITE =
  /\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|said|says|told|did|does|do|became|began|came|took|went|gave|saw|knew|wrote|spoke|fell|rose|isn['\u2019]t|wasn['\u2019]t|didn['\u2019]t)\b/;
const FROM_RELATIVE = /\b(?:who|which|that|where|when|whose|whom)\b.*$/s;

/** Whether there is a finite verb that no relative clause takes: "the plane that crashed on Sunday" is a caption. Costs a parse. */
export function hasMainVerb(text: string): boolean {
  if (!/[a-z]/i.test(text) || CLEARLY_FINITE.test(text.replace(FROM_RELATIVE, ''))) return true;
  let relative = false;
  let before = '';
  for (const { pos, form, lower, gap } of tagWords(text)) {
    const bare = form === 'infinitive' && (before === 'to' || before === '');
    if (pos === 'relative' || lower === 'that' || lower === 'where' || lower === 'when') relative = true;
    else if (pos === 'auxiliary' || pos === 'modal' || (pos === 'verb' && form !== 'gerund' && !bare)) {
      if (!relative) return true;
      if (pos === 'verb') relative = false;
    } else if (gap.includes(',')) relative = false;
    before = lower;
  }
  return false;
}
