/** What somebody says is not so: "Orlik denied reports that it had sold the yard", and what other reports tell as so. */
import { clausesOf, lemmaOf } from '../text/grammar.ts';
import type { Sentence } from '../text/reading.ts';
import { tellsOfHoax } from './exposures.ts';
import type { Finding } from './finding.ts';
import { speakerOf } from './speakers.ts';

/** A denial further down is of something that the report is not about. */
export const DENIAL_MAX_SENTENCES = 12;
/** What a report tells as so stands at its beginning. */
export const REPORT_MAX_SENTENCES = 3;
/** A longer clause is no label. */
const MAX_DENIED_CHARS = 120;
const MIN_DENIED_WORDS = 3;

const RUMOURS =
  '(?:(?:media|press|news(?:paper)?|online|internet|recent|earlier|widespread|viral|persistent)\\s){0,3}(?:reports?|claims?|rumou?rs?|allegations?|suggestions?|speculation|accusations?|assertions?|stor(?:y|ies)|articles?|posts?)';
const THAT =
  '(?:that(?:\\s(?:says?|claims?|suggests?|said|claimed|suggested))?|(?:which\\s)?(?:saying|claiming|suggesting|alleging|suggested|claimed|alleged)(?:\\sthat)?)';
const DENYING =
  '(?<verb>den(?:ies|ied|y|ying)|dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?|refut(?:es|ed|e|ing)|rubbish(?:es|ed)|disput(?:es|ed|e|ing)|debunk(?:s|ed|ing)?|quash(?:es|ed|ing)?)';
const FALSE =
  '(?:(?:entirely|completely|totally|categorically|absolutely|simply|all|an?|complete|internet|just)\\s){0,3}(?:fake|false|untrue|not\\strue|hoax|incorrect|unfounded|baseless|fabricated|fabrication|made\\sup|satire)';
const CLAUSE = '(?<denied>[^;\\u201c\\u201d"]{8,300}';

const DENIALS: readonly RegExp[] = [
  // "The bank denied newspaper reports that it had …", "dismissed claims by the union that …".
  `\\b${DENYING}\\s(?:the\\s|these\\s|those\\s|all\\s|any\\s)?${RUMOURS}(?:\\s(?:by|from|in)\\s[^,;]{2,60}?)?\\s${THAT}\\s${CLAUSE})`,
  // "The bank denied that it had …".
  `\\b(?<verb>denies|denied|deny)\\sthat\\s${CLAUSE})`,
  // "Reports that the bank had … are false".
  `\\b${RUMOURS}\\s${THAT}\\s${CLAUSE}?),?\\s(?:is|are|was|were|(?:has|have)\\sbeen|(?:turned\\sout|proved)\\sto\\sbe)\\s(?:${FALSE}|(?:denied|refuted|debunked|dismissed)\\b)`,
  // "There is no truth in rumours that the bank had …".
  `\\bno\\struth\\s(?:to|in)\\s(?:the\\s|these\\s)?${RUMOURS}\\s${THAT}\\s${CLAUSE})`,
].map((pattern) => new RegExp(pattern, 'iu'));
/** "The bank denied having sold the yard": of itself. */
const DENIED_DOING =
  /\b(?<verb>denies|denied|deny)\s(?:ever\s)?(?<doing>\p{L}+ing)\s(?<object>[^;\u201c\u201d"]{5,200})/iu;
/** Neither confirmed nor denied, or denied at another time. */
const NO_DENIAL =
  /\b(?:(?:confirm\p{L}*|true),?\sn?or|not|never|n[o\u2019']t|previously|earlier|initially|originally|had|if|would|could|may|might)\s(?:\p{L}+\s)?$/iu;
/** Where the clause that is denied ends. */
const CLAUSE_END =
  /,?\s(?:but|while|as|after|because|when|although|though|saying|adding|insisting|calling|which|despite|following)\s|,?\sand\s(?!\p{Lu})|,\s|[.!?]?\s*$|[:()]|\s[-\u2013\u2014]{1,2}\s/u;
const DATELINE = /^(?:\([^)]{2,60}\)\s)?\p{Lu}{2}[^.!?]{0,60}?\s[-\u2013\u2014]{1,2}\s/u;

const ITSELF = /^(?:it|they)\s/i;
const ITS = /^(?:its|their)\s/i;
const HIMSELF = /^(?:he|she)\s/i;
const POINTING =
  /^(?:it|they|he|she|his|her|its|their|this|that|these|those|who|which|there|we|i|you|both|neither|such|no)\b/i;
/** What "it", "him" is of stands elsewhere. */
const POINTING_BACK = /\s(?:it|him|her|them|his|their|its)$/i;
/** Somebody who speaks for another: "he" is as likely the other. */
const VOICES =
  /\b(?:spokes\p{L}+|agents?|lawyers?|attorneys?|represent\p{L}+|reps?|publicists?|officials?|sources?|aides?|family|police)\b/iu;
/** Told with a doubt, as somebody's claim or as not so: no report of a fact. */
const DOUBTED =
  /\b(?:not|never|no|hoax\p{L}*|fake|false|untrue|debunk\p{L}*|refut\p{L}+|den(?:y|ies|ied|ying|ial)|dismiss\p{L}*|rumou?r\p{L}*|satir\p{L}+|claim\p{L}*|alleg\p{L}+|report(?:s|edly)|suppos\p{L}+|suspect\p{L}*|purport\p{L}+|if|whether|may|might|could|would|should|will|fears?|disput\p{L}+)\b|n[\u2019']t\b|\?/iu;

/** Denials in a report's beginning: the label says what is denied. */
export function denialClaims(sentences: readonly Sentence[]): Finding[] {
  return sentences.slice(0, DENIAL_MAX_SENTENCES).flatMap((sentence) => denialIn(sentence) ?? []);
}

/** What an article tells first, where nothing in it casts a doubt: somebody else may deny it. */
export function reportClaims(sentences: readonly Sentence[]): Finding[] {
  if (sentences.slice(0, DENIAL_MAX_SENTENCES).some(({ text }) => tellsOfHoax(text))) return [];
  return sentences
    .slice(0, REPORT_MAX_SENTENCES)
    .filter(({ text }) => !DOUBTED.test(text))
    .map((sentence) => {
      const speaker = speakerOf(sentence.text);
      const display = speaker === undefined ? 'reported' : `so said by ${inSentence(speaker)}`;
      return { kind: 'statement', about: 'report', label: 'report', value: 'yes', display, sentence };
    });
}

function denialIn(sentence: Sentence): Finding | undefined {
  if (
    !/den[iy]|dismiss|reject|refut|rubbish|disput|debunk|quash|fals|fake|true|hoax|fabric|found|made up|satire|correct|baseless|truth/i.test(
      sentence.text,
    )
  )
    return undefined;
  const text = sentence.text.replace(DATELINE, '');
  const told = DENIALS.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  const found = told ?? DENIED_DOING.exec(text);
  if (found == null || NO_DENIAL.test(text.slice(0, found.index))) return undefined;
  const { verb, denied: clause, doing, object } = found.groups ?? {};
  const denier = verb === undefined ? undefined : denierIn(text, verb);
  const denied = clause === undefined ? ownDoing(doing ?? '', object ?? '', denier) : deniedIn(clause, denier);
  if (denied === undefined) return undefined;
  const speaker = verb === undefined ? speakerOf(text) : undefined;
  const by = denier ?? (speaker === undefined ? undefined : inSentence(speaker));
  return {
    kind: 'outcome',
    about: `denial|${denied}`,
    label: `whether ${denied}`,
    value: 'no',
    display: `${verb === undefined ? 'called false' : 'denied'}${by === undefined ? '' : ` by ${by}`}`,
    sentence,
    negated: true,
    ...(by === undefined ? {} : { attributedTo: by }),
  };
}

/** Who denies, as the sentence names it; undefined for a pronoun. */
function denierIn(text: string, verb: string): string | undefined {
  const lemma = lemmaOf(verb.toLowerCase());
  const subject = clausesOf(text).find((clause) => clause.verb === lemma && !clause.passive)?.subject;
  return subject === undefined || POINTING.test(subject) ? undefined : inSentence(subject);
}

function inSentence(name: string): string {
  return name
    .replace(/[.,]$/, '')
    .replace(/^(?:The|A|An|One|Some|Officials?|Police|Sources?)\b/, (word) => word.toLowerCase());
}

/** The clause up to its end; "it" is whoever denies. Undefined where nobody could tell what is meant. */
function deniedIn(words: string, denier: string | undefined): string | undefined {
  const clause = clipped(words);
  if (!POINTING.test(clause)) return wellSaid(clause);
  if (denier !== undefined && ITS.test(clause)) return wellSaid(clause.replace(ITS, `${denier}\u2019s `));
  const isOwn = denier !== undefined && (ITSELF.test(clause) || (HIMSELF.test(clause) && isPerson(denier)));
  return isOwn ? wellSaid(clause.replace(/^\p{L}+/u, denier)) : undefined;
}

const isPerson = (denier: string): boolean => !VOICES.test(denier) && /\p{Lu}\p{L}+\s\p{Lu}/u.test(denier);

function ownDoing(doing: string, object: string, denier: string | undefined): string | undefined {
  if (denier === undefined || VOICES.test(denier)) return undefined;
  const verb = doing.toLowerCase() === 'having' ? undefined : lemmaOf(doing.toLowerCase());
  return verb === undefined ? undefined : wellSaid(`${denier} did ${verb} ${clipped(object)}`);
}

function clipped(words: string): string {
  return words.slice(0, CLAUSE_END.exec(words)?.index ?? words.length).trim();
}

/** A whole clause that says itself what it is about. */
function wellSaid(clause: string): string | undefined {
  const isWhole = clause.split(' ').length >= MIN_DENIED_WORDS && clausesOf(clause).length > 0;
  return isWhole && clause.length <= MAX_DENIED_CHARS && !POINTING_BACK.test(clause) ? clause : undefined;
}
