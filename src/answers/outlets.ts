/** Questions that name their sources: "as reported by A and B", "does the A article say …, while B's says …". */
import type { Article } from '../model.ts';
import { normalise } from '../text/words.ts';
import { literal } from './literal.ts';

export interface OutletMention {
  /** The outlet's name as the archive has it. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

/** Letters and digits alone: "CNBC | World Business" is found by "Cnbc". */
const plain = (name: string): string =>
  normalise(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What people call an outlet: its whole name, or what stands before a bar or a dash. */
function spokenNames(source: string): string[] {
  const whole = plain(source);
  const short = plain(source.split(/\s[|–—-]\s/)[0] ?? source);
  return [...new Set([whole, short, whole.replace(/^the /, '')])].filter((name) => name.length > 2);
}

/** Every place in the question where an outlet that we have read is named. */
export function outletsNamed(question: string, articles: readonly Article[]): readonly OutletMention[] {
  const mentions: OutletMention[] = [];
  for (const source of new Set(articles.map((article) => article.source))) {
    for (const name of spokenNames(source)) {
      const pattern = new RegExp(
        `(?<![\\p{L}\\p{N}])${name.split(' ').map(literal).join('[^\\p{L}\\p{N}]{1,4}')}(?![\\p{L}\\p{N}])`,
        'giu',
      );
      for (const match of question.matchAll(pattern)) {
        if (!/\p{Lu}/u.test(match[0])) continue;
        const mention = { source, start: match.index, end: match.index + match[0].length };
        if (!mentions.some((each) => each.start <= mention.start && each.end >= mention.end)) mentions.push(mention);
      }
    }
  }
  const outermost = mentions.filter(
    (each) =>
      !mentions.some(
        (other) =>
          other !== each &&
          other.start <= each.start &&
          other.end >= each.end &&
          other.end - other.start > each.end - each.start,
      ),
  );
  return outermost.sort((a, b) => a.start - b.start).filter((each) => namedAsSource(question, each));
}

const BEFORE_SOURCE =
  /(?:\b(?:by|from|in|to|per|with|both|and|of|including|on|via|the|an?|another|between|sources?|articles?|reports?|does|did|do|after|has)\b['"“‘]?|[,(:]|['"“‘])\s*['"“‘]?(?:the )?$/i;
const AFTER_SOURCE =
  /^['"”’]?(?:['’]s?)?\s*(?:[,.?;)]|(?:first|second|other|recent|\p{L}+ing\b)?\s*(?:article|report|stor(?:y|ies)|piece|coverage|interview|and|as|for|on|have|has|noted?|suggests?|says?|said|mentioned|reported|indicates?|covered|discuss|published|highlight|featur|that|in|about|or|while|['"])|$)/iu;

/** The name stands where a source stands, not where the thing itself is talked about. */
function namedAsSource(question: string, mention: OutletMention): boolean {
  const before = question.slice(Math.max(0, mention.start - 30), mention.start);
  const after = question.slice(mention.end, mention.end + 30);
  return BEFORE_SOURCE.test(before) || AFTER_SOURCE.test(after);
}

const NAME = "((?:The |the )?\\p{Lu}[\\p{L}\\p{N}.&'’-]*(?: (?:of |& )?\\p{Lu}[\\p{L}\\p{N}.&-]*){0,4})";
const SOURCE_PATTERNS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:articles?|reports?|pieces?|stor(?:y|ies)|coverage|interview|news) (?:from|by|in|published by) ['"“‘]?${NAME}`,
    'gu',
  ),
  new RegExp(
    `\\b(?!(?<=\\b(?:been|was|were|are|is|be) )\\p{L}+ in)(?:(?:as )?(?:reported|covered|noted|mentioned|described|published|presented|stated|discussed|highlighted) (?:by|in)|according to|as per) (?:both )?(?:an? (?:article|report) (?:from|by|in) )?['"“‘]?${NAME}`,
    'gu',
  ),
  new RegExp(
    `\\b(?:an?|the|another|and|both|by) ['"“‘]?${NAME}['"”’]?(?:['’]s)? (?:articles?|reports?|pieces?|stor(?:y|ies)|coverage)`,
    'gu',
  ),
  new RegExp(`\\b(?:another|one) (?:by|from|in) ['"“‘]?${NAME}`, 'gu'),
  new RegExp(`\\band ${NAME} (?:on|about|regarding|articles?|reports?)\\b`, 'gu'),
];

/** Names that the question treats as outlets and that no article read for it comes from. */
export function outletsUnknown(question: string, articles: readonly Article[]): readonly string[] {
  const known = [...new Set(articles.map((article) => article.source))].flatMap(spokenNames);
  const named = SOURCE_PATTERNS.flatMap((pattern) =>
    [...question.matchAll(pattern)].map((match) => match[1]!.replace(/['’]s?$/, '')),
  );
  const unknown = named.filter((name) => {
    const spoken = plain(name).replace(/^the /, '');
    return spoken.length > 2 && !known.some((each) => each.includes(spoken) || spoken.includes(each));
  });
  return [...new Set(unknown)];
}

const REPORTING =
  /\b(?:articles?|reports?|reported|reporting|pieces?|coverage|covered|published|mentions?|mentioned|discuss(?:es|ed|ing)?|suggests?|indicates?|claims?|according to|as per|news sources?|sources?|same|both|respectively|subsequent|previous|individual|information|portrayal|consisten(?:t|cy)|inconsisten(?:t|cy)|remained?)\b/gi;
const PUBLICATION_DATE =
  /\b(?:published |dated )?(?:on|at|in|before|after|between|from)?\s*(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:, \d{4})?|\d{4}-\d{2}-\d{2}(?:T[\d:+.Z-]+)?|\d{1,2}:\d{2}(?::\d{2})?)/gi;

/** The question without the names of its sources, their dates and the talk of reporting: what is left must be in the reports. */
export function withoutSources(question: string, mentions: readonly OutletMention[]): string {
  let text = question;
  for (const { start, end } of mentions) text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  const blank = (match: string): string => ' '.repeat(match.length);
  return text.replace(PUBLICATION_DATE, blank).replace(REPORTING, blank);
}
