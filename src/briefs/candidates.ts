/** The sentences of a story's articles that a brief could quote: trimmed, without faults, with what they need said before them. */
import type { Article, PartialDate, Timestamp } from '../model.ts';
import { TITLES } from '../text/abbreviations.ts';
import { datesIn } from '../text/dates.ts';
import { comparableName, namesOf } from '../text/names.ts';
import { ORGANISATION_WORDS, ROLE_HEADS } from '../text/namewords.ts';
import { countryOf } from '../text/places.ts';
import type { Name, Reading, Sentence, Token } from '../text/reading.ts';
import { stem, tokenise } from '../text/words.ts';
import { isCommentary } from './commentary.ts';
import { surnameOf } from './concepts.ts';
import { coreOf } from './core.ts';
import { visibleFaultOf } from './faults.ts';
import { type Part, partOf } from './parts.ts';
import { countWords, trimSentence } from './trim.ts';

/** Sentences of one article that are looked at: what stands further down is background. */
export const CANDIDATE_MAX_SENTENCES = 40;
/** Sentences at the head of an article in which a dateline may stand. */
const OPENING_SENTENCES = 3;

export interface Candidate {
  readonly articleId: string;
  /** As the brief would quote it. */
  readonly text: string;
  /** Place among the article's sentences, from 0. */
  readonly position: number;
  readonly words: number;
  readonly tokens: readonly Token[];
  /** Stems of the words that tell something. */
  readonly stems: ReadonlySet<string>;
  /** Surnames of those whom it names in full, and in short: a surname alone needs the full name before it. */
  readonly introduces: ReadonlySet<string>;
  readonly presumes: ReadonlySet<string>;
  /** Stems of nouns that need to have been spoken of: the ship of an opening "The ship …", the official of a closing "the official said". */
  readonly leansOn: readonly string[];
  /** The latest day that it names by its distance from publication ("on Thursday"): wrong where the stamp is. */
  readonly happenedOn?: PartialDate;
  readonly part: Part;
  /** It stands in a piece of comment. */
  readonly isComment?: boolean;
  /** It is the article's own title once more. */
  readonly isTitle?: boolean;
}

export type CandidateArticle = Pick<Article, 'id' | 'title' | 'url' | 'lang' | 'publishedAt' | 'publishedAtGuessed'>;

export interface CandidateLimits {
  readonly maxWords: number;
  /** When the brief is read: dates of that year go without it. */
  readonly readAt: Timestamp;
  /** Surnames that the story has with more of the name somewhere: alone they are short for it. */
  readonly surnames?: ReadonlySet<string>;
}

/** The article's sentences that can be quoted, in order, but for verbs: whether there is one is asked of those that are chosen. */
export function candidatesOf(
  article: CandidateArticle,
  reading: Reading,
  { maxWords, readAt, surnames = new Set() }: CandidateLimits,
): readonly Candidate[] {
  const names = namesBySentence(reading, surnames);
  const peopleIn = (sentence: number) => (names.get(sentence) ?? []).map(({ text }) => text);
  const candidates: Candidate[] = [];
  const title = fold(article.title);
  const first = reading.sentences.findIndex(({ text }) => fold(text) !== title);
  let backgroundIn = -1;
  const quoted = new QuotationState();
  const shortForms = shortFormsIn(reading);
  const speakers = speakersInShort(article.title, reading);
  const comment = isCommentary(article, reading) ? { isComment: true } : {};
  for (const sentence of reading.sentences.slice(0, CANDIDATE_MAX_SENTENCES)) {
    const text = trimSentence(sentence.text, {
      opening: sentence.index < OPENING_SENTENCES,
      readAt,
      ...(article.publishedAtGuessed ? {} : { publishedAt: article.publishedAt }),
    });
    if (quoted.isInside(sentence)) continue;
    // A paragraph that has gone back in time stays there until it says otherwise.
    const own = partOf(text, article.publishedAtGuessed ? readAt : article.publishedAt);
    const part =
      own === 'happening' && backgroundIn === sentence.paragraph && datesIn(text, readAt).length === 0
        ? 'background'
        : own;
    if (own === 'background') backgroundIn = sentence.paragraph;
    const words = countWords(text);
    if (
      words > maxWords ||
      visibleFaultOf(text, reading.lang, { people: peopleIn(sentence.index), isFirst: sentence.index === first }) !==
        undefined
    )
      continue;
    const tokens = tokenise(text, reading.lang);
    candidates.push({
      articleId: article.id,
      text,
      position: sentence.index,
      part,
      words,
      tokens,
      stems: new Set(tokens.filter((token) => !token.stop).map((token) => token.stem)),
      ...namesIn(names.get(sentence.index) ?? [], [...shortForms(text), ...speakers(text)], text),
      ...(article.publishedAtGuessed ? {} : dayNamedIn(sentence.text, article.publishedAt)),
      leansOn: nounsUnderDiscussion(text, tokens, reading),
      ...comment,
      ...(fold(text) === title ? { isTitle: true } : {}),
    });
  }
  return candidates;
}

/** Which sentences stand inside a quotation that began before them in their paragraph. */
class QuotationState {
  private paragraph = -1;
  private depth = 0;
  private open = false;

  isInside({ text, paragraph }: Sentence): boolean {
    if (paragraph !== this.paragraph) {
      this.paragraph = paragraph;
      this.depth = 0;
      this.open = false;
    }
    const inside = this.depth > 0 || this.open;
    this.depth = Math.max(0, this.depth + text.split('\u201c').length - text.split('\u201d').length);
    if ((text.split('"').length - 1) % 2 === 1) this.open = !this.open;
    return inside;
  }
}

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

interface NameUse {
  readonly key: string;
  readonly text: string;
  readonly full: boolean;
}

function namesBySentence(reading: Reading, surnames: ReadonlySet<string>): ReadonlyMap<number, readonly NameUse[]> {
  const bySentence = new Map<number, NameUse[]>();
  for (const name of namesOf(reading)) {
    if (name.kind !== 'person') continue;
    const key = surnameOf(comparableName(name.text));
    for (const mention of name.mentions) {
      const uses = bySentence.get(mention.sentence) ?? [];
      bySentence.set(mention.sentence, uses);
      uses.push({ key, text: mention.text, full: isFull(name, mention.text, surnames.has(key)) });
    }
  }
  return bySentence;
}

function isFull(name: Name, mention: string, hasMore: boolean): boolean {
  const written = comparableName(mention);
  return written.includes(' ') || (!hasMore && !comparableName(name.text).includes(' '));
}

/** "President Berg", "Judge Moe": the office says who it is. */
function isTitled({ text: name }: NameUse, text: string): boolean {
  const before = text
    .slice(0, Math.max(0, text.indexOf(name)))
    .split(' ')
    .at(-2)
    ?.toLowerCase()
    .replace(/\.$/, '');
  return before !== undefined && (ROLE_HEADS.has(before) || TITLES.has(before));
}

/** `short` are the uses that are in short whatever the names say. */
function namesIn(
  read: readonly NameUse[],
  short: readonly NameUse[],
  text: string,
): Pick<Candidate, 'introduces' | 'presumes'> {
  const isShort = ({ key, text: name }: NameUse) =>
    short.some((use) => !use.full && use.key === key && use.text === name);
  const uses = [...read.filter((use) => !isShort(use)), ...short];
  const introduces = new Set(
    uses.filter((use) => (use.full || isTitled(use, text)) && !isPolite(use, text)).map(({ key }) => key),
  );
  return { introduces, presumes: new Set(uses.map(({ key }) => key).filter((key) => !introduces.has(key))) };
}

const DAY_WORD = /\b(?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day|yesterday|today|tonight|last night)\b/i;

function dayNamedIn(text: string, publishedAt: Timestamp): Pick<Candidate, 'happenedOn'> {
  const days = datesIn(text, publishedAt).flatMap((mention) => (DAY_WORD.test(mention.text) ? [mention.date] : []));
  const last = days.sort().at(-1);
  return last === undefined ? {} : { happenedOn: last };
}

/** "Mr Tan": who that is has been said before, if not in this article. */
function isPolite({ text: name }: NameUse, text: string): boolean {
  if (name.includes(' ')) return /^(?:Mr|Mrs|Ms|Miss|Dr)\.? \S+$/.test(name);
  return ['Mr', 'Mrs', 'Ms', 'Miss', 'Dr'].some(
    (title) => text.includes(`${title} ${name}`) || text.includes(`${title}. ${name}`),
  );
}

/** The nouns that need to have been spoken of before: at the opening, as a speaker, or in what is reported. */
const nounsUnderDiscussion = (text: string, tokens: readonly Token[], reading: Reading): readonly string[] =>
  [openingNoun(tokens), speakingNoun(text), reportedNoun(text, reading)].filter((noun) => noun !== undefined);

/** "…, the ministry said", "…, the Acme spokesman added": the noun of a speaker without a name. */
function speakingNoun(text: string): string | undefined {
  const noun =
    /,["\u201d\u2019']?\sthe\s(?:[\p{L}-]+\s){0,2}?(\p{Ll}+)\s(?:said|says|added|announced|reported|wrote|told)\b/u.exec(
      text,
    )?.[1];
  return noun === undefined || KNOWN_SPEAKERS.test(noun) ? undefined : stem(noun);
}

/** "The agency reported that the diver …": the noun under discussion once the speaker is left out. */
function reportedNoun(text: string, { lang }: Reading): string | undefined {
  const core = coreOf(text);
  return core !== text && core.startsWith('the ') ? openingNoun(tokenise(core, lang)) : undefined;
}

const GLOSSED = /\((\p{Lu}[\p{Lu}&.-]{2,9})\)/gu;

/** Gives the short forms in a sentence that its article explains somewhere, "Harbour Safety Board (HSB)": the others need the explanation before them. */
function shortFormsIn({ text: article }: Reading): (text: string) => readonly NameUse[] {
  const glossed = new Set([...article.matchAll(GLOSSED)].map(([, short]) => short!));
  return (text) =>
    [...glossed]
      .filter((short) => text.includes(short) && !WELL_KNOWN.has(short))
      .map((short) => ({ key: short, text: short, full: text.includes(`(${short})`) }));
}

const SPEECH = 'said|says|added|adds|told|wrote|tweeted|called|explained|noted|recalled|insisted|argued|acknowledged';
/** One capitalised word that speaks or owns: "…," Holm said; …," said Holm; Holm's boat. */
const SPEAKER = new RegExp(
  `(?:^|["\u201d\u2019,]\\s|\\bthat\\s)(\\p{Lu}\\p{Ll}+)\\s(?:${SPEECH})\\b|^(\\p{Lu}\\p{Ll}+)['\u2019]s\\s|\\b(?:said|says)\\s(\\p{Lu}\\p{Ll}+)(?=[.,])`,
  'gu',
);

/** Gives those who speak in a sentence by one name, where their article has more of it: whoever reads no names knows them so. */
function speakersInShort(title: string, reading: Reading): (text: string) => readonly NameUse[] {
  const { sentences } = reading;
  const longer = new Set(sentences.flatMap(({ tokens }) => partsOfLongerNames(tokens)));
  const bare = new Set(namesOf(reading).flatMap((name) => (name.kind === 'person' ? [name.text] : [])));
  return (text) => {
    const named = new Set(partsOfLongerNames(tokenise(text)));
    return [...text.matchAll(SPEAKER)].flatMap((match) => {
      const name = (match[1] ?? match[2] ?? match[3])!;
      const isKnown =
        title.includes(name) || countryOf(name) !== undefined || ORGANISATION_WORDS.has(name.toLowerCase());
      return isKnown || named.has(name) || !(longer.has(name) || bare.has(name))
        ? []
        : [{ key: name.toLowerCase(), text: name, full: false }];
    });
  };
}

/** The words that stand beside another capitalised word. */
function partsOfLongerNames(tokens: readonly Token[]): readonly string[] {
  const isName = (token: Token | undefined) => token !== undefined && !token.stop && /^\p{Lu}\p{Ll}/u.test(token.text);
  return tokens.flatMap((token, at) => {
    const next = tokens[at + 1];
    return isName(token) && isName(next) && next!.start === token.end + 1 ? [token.text, next!.text] : [];
  });
}

/** Short forms that no editor explains. */
const WELL_KNOWN: ReadonlySet<string> = new Set(
  'UN EU US USA UK NATO BBC CNN FBI CIA NASA NBA NFL FIFA UEFA UNESCO UNICEF AIDS HIV DNA CEO IMF OPEC GDP IBM AFP AP'.split(
    ' ',
  ),
);

const KNOWN_SPEAKERS = /^(?:police|government|authorities|officials|military|army|prosecutors|president|court)$/;

/** "The ship was …": the noun under discussion, unless what follows says which ship. */
function openingNoun(tokens: readonly Token[]): string | undefined {
  // "Capturing the town would …": which town?
  if (/ing$/.test(tokens[0]?.norm ?? '') && tokens[1]?.norm === 'the') return openingNoun(tokens.slice(1));
  if (tokens[0]?.norm !== 'the') return undefined;
  let last: Token | undefined;
  for (const token of tokens.slice(1, 6)) {
    if (/^\p{Lu}|^\d/u.test(token.text)) return undefined;
    if (token.stop) {
      // "The crash on Sunday" is no particular crash yet.
      const next = tokens[tokens.indexOf(token) + 1];
      const when =
        next !== undefined && (/^\d/.test(next.text) || /day$|^(?:the|evening|morning|night)$/.test(next.norm));
      const identified =
        /^(?:of|that|who|which|between|to|for|from|in|at|by|behind)$/.test(token.norm) ||
        (token.norm === 'on' && !when);
      return identified ? undefined : last?.stem;
    }
    if (last !== undefined && /ed$|ing$/.test(token.norm)) break;
    last = token;
  }
  return last?.stem;
}
