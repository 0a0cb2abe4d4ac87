/** Why a sentence can't stand alone in a brief: what an editor would strike out. */
import { isFurniture } from '../articles/boilerplate.ts';
import type { LanguageCode } from '../model.ts';
import { TITLES } from '../text/abbreviations.ts';
import { tagWords } from '../text/tagging.ts';
import { firstWordsFault, openingFault, pronounFault } from './dangling.ts';
import { withoutQuotations } from './ownwords.ts';
import { countWords } from './trim.ts';

/** Fewer words are a fragment, a crosshead, a caption. */
export const MIN_SENTENCE_WORDS = 6;
/** "Nobody was hurt.", "Three people were injured.": short, and whole. */
const SHORT_TOLL =
  /^(?:nobody|no[ -]one|(?:at least |some |about |another |all )?(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|twenty|thirty|forty|fifty|dozens|hundreds)(?: \p{Ll}+){0,2}) (?:was|were|is|are|has been|have been) (?:\p{Ll}+ly )?(?:hurt|injured|killed|dead|missing|wounded|arrested|detained|trapped|rescued|evacuated)\.$/iu;
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

/**
 * The faults that are seen without parsing the sentence: all but a missing verb. `people` are the persons it names, where they are
 * known. Where `isFirst`, nothing stands before the sentence in its report: its pronouns mean what it names itself.
 */
export function visibleFaultOf(
  text: string,
  lang: LanguageCode = 'en',
  { people, isFirst = false }: { readonly people?: readonly string[]; readonly isFirst?: boolean } = {},
): Fault | undefined {
  const visible = shapeFault(text) ?? markFault(text);
  if (visible !== undefined || lang !== 'en') return visible;
  if (isFirst) return firstWordsFault(text) ?? voiceFault(text);
  return openingFault(text) ?? voiceFault(text) ?? pronounFault(text, people);
}

// ---------------------------------------------------------------- shape

const ENDS = /[.!\u3002\uff01\u0964\u06d4]["\u201d\u2019')\]\u00bb]*$/;
const STARTS = /^["\u201c\u2018'\u00ab(]*(?:\p{Lu}|\p{Lo}|[\d$\u20ac\u00a3\u00a5])/u;
const LOOKS_LIKE_FURNITURE =
  /https?:|www\.|\[\d+\]|\bpic\.twitter|@\w|#\w|\||\u2022|\u00bb\s|>>|\b(?:read (?:more|also|next)|click here|sign up|subscribe|newsletter|follow (?:us|\w+ on)|photo(?:graph)? (?:by|credit)|image (?:credit|copyright|caption|source)|getty images|file photo|all rights reserved|copyright|advertisement|watch (?:the )?(?:video|live)|scroll down|story continues|terms of (?:use|service)|privacy policy|cookies|anyone (?:with|who has) (?:any |further )?information|(?:is|are) (?:asked|urged|encouraged) to (?:contact|call|come forward)|telephone number|crime ?stoppers|livestream|show hide|rush deadline|audio record|authoritative record|as of (?:this )?writing|at the time of writing|transcripts? (?:is|are|may|were) |photographed (?:in|on|at|with|here|outside|during|by)|(?:is|was) seen (?:here|above|below))\b|,\s(?:at |far |top |bottom |upper |lower |second from |from )?(?:left|right|cent(?:er|re))(?:,|\s(?:and|with)\b|\.$)|\((?:from )?(?:left|right|l|r|c|cent(?:er|re)|top|bottom|above|below)\)|^(?:photos?|videos?|images?|gallery|watch|listen|read|related|more|see(?: also)?|opinion|analysis|live|updates?|breaking|exclusive|note|corrections?|credits?|source|topics?|tags?|comments?|caption)\s*:|^\d+\s?(?:\/|of)\s?\d+\s|^an? (?:\p{Ll}+ )?(?:photo|photograph|picture|image|screengrab|still|file photo)\b|\b(?:is|are) \p{Ll}+ (?:during|at|in|on)\b[^,]*\b(?:on|in) (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\.$|\b(?:is|are) (?:seen|pictured|shown) (?:in|on|at|here|above|below|near|during|with|after|before|outside|through)\b|\bin th(?:is|e) (?:\p{Ll}+ )?(?:photo|photograph|picture|image|handout|frame|file)\b|\blooks? on (?:as|during|at)\b|\/ ?(?:Reuters|AP|AFP|Getty|EPA|Rex|Shutterstock)\b|^(?:CLOSE|PLAY|VIDEO|LISTEN|SHARE|WATCH|NEWS|BREAKING)\s\p{Lu}|^[^,]{3,60}\s(?:celebrates?|poses?|waves?|reacts?|gestures?|embraces?)\s(?:on|after|with|at|as|during|in|outside|before)\b|^\(|\bupdated:?\s\d|\d{1,2}:\d{2}\s?(?:[ap]\.?m\.?\s)?(?:GMT|BST|EST|EDT|ET|IST|CET)\b.*\d{4}/iu;

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)';
const DAY = `(?:${MONTH}\\.? \\d{1,2}(?:,? \\d{4})?|\\d{1,2} ${MONTH}(?: \\d{4})?)`;
/** "The minister waves to supporters on 3 May": news tells the past, captions the moment. */
const CAPTION = new RegExp(
  `\\b(?:testifies|speaks|poses?|arrives?|holds?|walks?|stands?|waves?|attends?|gestures?|reacts?|listens?|delivers?|shakes?|greets?|celebrates?|inspects?|sits?|performs?|reaches|runs|throws|dives|leaps|catches|kicks|drives|shoots|addresses|embraces|hugs|kisses|prays?|works?|rides?|plays?|lights?|watch(?:es)?)\\s(?:\\P{Lu}+\\s)?(?:during|at|in|on|for|before|as|to|with|by|while|outside|after|through|from)\\b.*\\b${DAY}\\b|\\b(?:reaches|runs|throws|dives|leaps|catches|kicks|celebrates|fights|tackles|passes)\\b.*\\bduring the (?:first|second|third|fourth)\\b`,
  'u',
);
/** "Norvik Radio's Ada Holm talks to …", "Jon Vik is a columnist for …": about those who made the piece. */
const ABOUT_ITS_MAKERS =
  /^\p{Lu}[\p{L}&]*(?:\s\p{Lu}\p{L}+)?['\u2019]s \p{Lu}\p{L}+ (?:\p{Lu}\p{L}+ )?(?:talks|speaks|discusses|reports|explains|looks|explores|joins|has more)\b|^(?:\p{Lu}[\p{L}.]*\s){2,4}is an? (?:[^,.]{0,60}\s)?(?:columnist|contributor|contributing|freelance|freelancer|blogger|enthusiast|staff writer|senior writer|reporter (?:for|at|with)|editor (?:for|at|of)|correspondent (?:for|at)|fellow at|author of)\b/u;

/** "…crashing out early on On lap seven": two sentences that lost what was between them. */
const RUN_TOGETHER =
  /\p{Ll}{2}\.\p{Lu}\p{Ll}+[ ,]|\b(?:on On|in In|the The|a A|and And|but But|by By|at At|for For|of Of|to To|it It)\b/u;

/** "…," said, adviser at the bank: the name went with a link. */
const SPEAKER_LOST = /["\u201d]\s(?:said|says),\s/;

/** "Caught RED HANDED": a tweet, a crosshead. */
const SHOUTED = /\b\p{Lu}{3,} \p{Lu}{4,}\b/u;
/** "In the province of Hald, have caught a pike": nobody has. */
const SUBJECT_LOST =
  /^(?:on|in|at|by|for|from|after|before|during|with|under|since)\b[^,"\u201c]*(?:, (?:in|on|at|of|near|from|by|for|during)\b[^,"\u201c]*)*, (?:have|has|had|was|were|is|are|will|would)\b/i;

/** "The rocket takes off from Hald, 2 July 2017.": the moment, then the whole date. */
const DATED_MOMENT = new RegExp(
  `\\b\\p{Ll}{2,}s\\b.*\\b(?:${MONTH}\\.? \\d{1,2}, \\d{4}|\\d{1,2} ${MONTH} \\d{4})\\.$`,
  'u',
);
const TELLS_PAST =
  /\b(?:was|were|had|has|have|did|will|would|said|told|\p{Ll}+ed|came|went|took|made|won|lost|died|fell|began|met|left|found|held|led|got|gave|ran|saw|set)\b/u;

function shapeFault(text: string): Fault | undefined {
  const words = countWords(text);
  if (words < MIN_SENTENCE_WORDS && !SHORT_TOLL.test(text)) return 'too short';
  if (words > MAX_SENTENCE_WORDS) return 'too long';
  if (isFurniture(text) || LOOKS_LIKE_FURNITURE.test(text) || CAPTION.test(text)) return 'furniture';
  if (/\?["\u201d\u2019')]*$|\u061f$|\uff1f$/.test(text)) return 'question';
  if (/!$/.test(text) || (/!["\u201d\u2019')]*$/.test(text) && !/["\u201c\u2018]/.test(text))) return 'exclamation';
  if (!ENDS.test(text) || /(?:\.\.\.|\u2026)["\u201d\u2019')]*$/.test(text)) return 'fragment';
  if (!STARTS.test(text)) return 'fragment';
  if (RUN_TOGETHER.test(text) || SPEAKER_LOST.test(text) || SUBJECT_LOST.test(text)) return 'fragment';
  if (SHOUTED.test(text) || (DATED_MOMENT.test(text) && !TELLS_PAST.test(text))) return 'furniture';
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

// ---------------------------------------------------------------- whose voice it is

const FIRST_PERSON =
  /(?<!\p{Lu}\p{L}+ )\bI\b|\b(?:I['\u2019](?:m|ve|d|ll)|we|we['\u2019](?:re|ve|d|ll)|our|ours|us|my|(?:of|is) mine|me|myself|ourselves|let['\u2019]s)\b/u;
const SECOND_PERSON = /\b(?:you|your|yours|you['\u2019](?:re|ve|d|ll)|yourself)\b/i;
const OUTLET_ITSELF =
  /\b(?:this (?:article|story|post|piece|report|newspaper|website|page|site|copy|item|column)\b(?! (?:was|is) (?:being )?(?:seized|raided))|(?:was|were|been|is) (?:originally |first )?(?:published|updated) (?:on|at|in|by|to)\b|contributed to this|reporting by|edit(?:ed|ing) by|writing by|(?:reached|reach) out to|did not (?:immediately )?(?:respond|reply|return)|could not (?:immediately |be immediately )?(?:be )?reached|no immediate comment|has contacted|have contacted|has approached|approached .{2,40} for comment|request(?:s|ed)? for comment|for more (?:information|details|news)|stay tuned|see (?:below|above|also)|pictured|shown (?:here|above|below)|in the (?:video|picture|photo|image) (?:above|below)|(?:our|your) (?:app|newsletter)|an earlier version|correction:|editor['\u2019]s note|opinions expressed|views expressed|affiliate|the author)\b/i;

function voiceFault(text: string): Fault | undefined {
  const own = withoutQuotations(text);
  if (OUTLET_ITSELF.test(own) || ABOUT_ITS_MAKERS.test(text)) return 'about the outlet';
  return FIRST_PERSON.test(own) || SECOND_PERSON.test(own) ? 'first person' : undefined;
}

// ---------------------------------------------------------------- the verb

/** Forms that are never participles, and where a relative clause could begin to take them. */
const CLEARLY_FINITE =
  /\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|said|says|told|did|does|do|became|began|came|took|went|gave|saw|knew|wrote|spoke|fell|rose|isn['\u2019]t|wasn['\u2019]t|didn['\u2019]t)\b/;
const FROM_RELATIVE = /\b(?:who|which|that|where|when|whose|whom)\b.*$/s;

/** "Though the bay is full of wrecks, …": what is said comes after the comma. */
const SUBORDINATE = /^(?:though|although|while|whereas|because|unless|even though|even if)\b[^,]{3,160}(?:,\s|\.$)/i;

/** Whether there is a finite verb that no relative or subordinate clause takes: "the plane that crashed on Sunday" is a caption. Costs a parse. */
export function hasMainVerb(sentence: string): boolean {
  const text = sentence.replace(SUBORDINATE, '');
  if (sentence !== '' && text === '') return false;
  if (!/[a-z]/i.test(text) || CLEARLY_FINITE.test(text.replace(FROM_RELATIVE, ''))) return true;
  let relative = false;
  let wasRelative = false;
  let before = '';
  for (const { pos, form, lower, gap } of tagWords(text)) {
    // What opens a sentence is no main verb: "Guaranteed to please", "Built in 1990".
    const bare = before === '' || (before === 'to' && (form === 'infinitive' || lower === 'be' || lower === 'have'));
    if (pos === 'relative' || lower === 'that' || lower === 'where' || lower === 'when') relative = true;
    else if (!bare && (pos === 'auxiliary' || pos === 'modal' || (pos === 'verb' && form !== 'gerund'))) {
      // "Eddies which mix the water and carry it": both are the clause's.
      const goesOn = wasRelative && (before === 'and' || before === 'or');
      if (!relative && !goesOn) return true;
      if (relative && pos === 'verb') {
        relative = false;
        wasRelative = true;
      }
    } else if (gap.includes(',')) relative = false;
    before = lower;
  }
  return false;
}
