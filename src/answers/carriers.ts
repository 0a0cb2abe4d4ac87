/** Which articles carry a claim, in their own words: all of it, or in part and without which of its words. */
import type { Witnesses } from '../briefs/support.ts';
import { tellingOf } from '../briefs/telling.ts';
import type { Article, Timestamp } from '../model.ts';
import { clausesOf } from '../text/grammar.ts';
import type { Clause } from '../text/reading.ts';
import { tokenise } from '../text/words.ts';

/** Less of a claim than this is another matter. */
const PART_MIN_SHARE = 0.7;
/** A word that weighs less than this share of the average tells too little to be missed. */
const LIGHT_SHARE = 0.5;

/** An article that says it, and how. */
export interface Carrier {
  readonly articleId: string;
  readonly source: string;
  readonly title: string;
  readonly url?: string;
  readonly publishedAt: Timestamp;
  readonly undated?: boolean;
  /** Verbatim. */
  readonly quote: string;
  /** Words of the claim that the quotation has nothing of: it is carried in part. */
  readonly without?: readonly string[];
}

/** Oldest first, as the articles are. */
export function carriersOf(text: string, articles: readonly Article[], witnesses: Witnesses): readonly Carrier[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const examined = witnesses.examine(text);
  return witnesses.supportersOf(examined).flatMap(({ articleId, said }) => {
    const article = byId.get(articleId);
    if (article === undefined || !saysAllOf(said, text, examined.whole, article) || !meansTheSame(text, said))
      return [];
    const quote = verbatim(said, article);
    const { share, without } = missingFrom(said, text, examined.whole);
    if (quote === undefined || share < PART_MIN_SHARE) return [];
    return [{ ...carrierOf(article, quote), ...(without.length === 0 ? {} : { without }) }];
  });
}

export const carrierOf = (article: Article, quote: string): Carrier => ({
  articleId: article.id,
  source: article.source,
  title: article.title,
  ...(article.url === undefined ? {} : { url: article.url }),
  publishedAt: article.publishedAt,
  ...(article.publishedAtGuessed ? { undated: true } : {}),
  quote,
});

/** How much of the claim stands in what is said, by weight, and which of its words have nothing of the kind there. */
function missingFrom(said: string, claim: string, { words }: Whole): { share: number; without: readonly string[] } {
  const { stems } = tellingOf(said, tokenise(said));
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const missing = words.filter((word) => !word.stems.some((stem) => stems.has(stem)));
  const lost = missing.reduce((sum, { weight }) => sum + weight, 0);
  const written = new Map(tokenise(claim).map(({ stem, text }) => [stem, text]));
  const light = (LIGHT_SHARE * total) / Math.max(1, words.length);
  return {
    share: total === 0 ? 0 : 1 - lost / total,
    without: missing.flatMap(({ weight, stems: own }) =>
      weight < light || own.some((stem) => ROUGHLY.has(stem))
        ? []
        : (own.map((stem) => written.get(stem)).find((word) => word !== undefined) ?? []),
    ),
  };
}

/** "At least four" is carried by who says "four". */
const ROUGHLY: ReadonlySet<string> = new Set([
  'least',
  'most',
  'about',
  'around',
  'nearli',
  'almost',
  'roughli',
  'approxim',
]);

type Whole = ReturnType<Witnesses['examine']>['whole'];

/** What the article says, as it stands in it: two sentences may have a line's end between them. */
function verbatim(said: string, { title, text }: Article): string | undefined {
  if (text.includes(said) || title === said) return said;
  const first = text.indexOf(said.slice(0, Math.min(said.length, 40)));
  if (first < 0) return undefined;
  const span = text.slice(first, first + said.length + 2);
  const [folded, wanted] = [span, said].map((each) => each.replace(/\s+/g, ' ').trim());
  return folded!.startsWith(wanted!) ? span.trim() : undefined;
}

/** Every number of the claim is given, and every name stands in the article. */
function saysAllOf(said: string, claim: string, whole: Whole, article: Article): boolean {
  const { numbers, rough } = tellingOf(said, tokenise(said));
  const isGiven = (number: string): boolean => numbers.has(number) || (whole.rough.has(number) && rough.size > 0);
  if (!whole.numbers.every(isGiven) || !partsIn(claim).every((part) => partsIn(said).includes(part))) return false;
  const stems = new Set(tokenise(`${article.title} ${article.text}`).map(({ stem }) => stem));
  const { stems: near } = tellingOf(`${article.title} ${said}`, tokenise(`${article.title} ${said}`));
  return whole.words
    .filter(({ kind }) => kind !== 'word')
    .every(({ stems: own }) => own.some((stem) => stems.has(stem) || near.has(stem)));
}

/** How large a part, and how often: numbers in words. */
const PART =
  /\b(?:half|thirds?|quarters?|fifths?|tenths?|twice|doubl\p{L}+|tripl\p{L}+|halv\p{L}+|majority|minority|dozens?|hundreds|thousands|millions|billions)\b/giu;

const partsIn = (text: string): readonly string[] =>
  [...text.matchAll(PART)].map(([part]) => tokenise(part)[0]?.stem ?? '');

const MODAL =
  /\b(?:will|would|may|might|could|should|shall|expect(?:s|ed)?|plan(?:s|ned)?|set to|poised|due to|consider(?:s|ed|ing)?|threaten\p{L}*|urge[sd]?|call(?:s|ed)? (?:on|for)|demand\p{L}*|want(?:s|ed)?|hope[sd]?|seek\p{L}*|propos\p{L}+|if|reportedly|allegedly|rumou?r\p{L}*|possibl[ey]|likely)\b/iu;

/**
 * Whether what is claimed as done is told as done, by the same to the same. The clauses of the verbs that both have decide, all
 * of them; where they share none, both have to speak of what is, or both of what may be.
 */
function meansTheSame(claim: string, said: string): boolean {
  const told = clausesOf(said);
  const shared = clausesOf(claim).filter(
    ({ verb }) => !COMMON_VERBS.has(verb) && told.some((other) => other.verb === verb),
  );
  if (shared.length === 0) return MODAL.test(claim) === MODAL.test(said);
  return shared.every((clause) => told.some((other) => other.verb === clause.verb && isSameDeed(clause, other)));
}

/** Of these a sentence has several, of several things. */
const COMMON_VERBS: ReadonlySet<string> = new Set(['be', 'have', 'do', 'say', 'tell', 'add', 'make', 'take', 'get']);

function isSameDeed(a: Clause, b: Clause): boolean {
  if (a.negated !== b.negated || a.hedged !== b.hedged || (a.future === true) !== (b.future === true)) return false;
  const [left, right] = [partsOf(a), partsOf(b)];
  return areCompatible(left.doer, right.doer) && areCompatible(left.done, right.done);
}

/** Who does it, and to whom, whichever way it is told. */
const partsOf = ({ subject, object, passive }: Clause) =>
  passive ? { doer: undefined, done: subject } : { doer: subject, done: object };

/** Two that both name somebody name somebody in common. */
function areCompatible(a: string | undefined, b: string | undefined): boolean {
  const [left, right] = [namesIn(a), namesIn(b)];
  return left.length === 0 || right.length === 0 || left.some((name) => right.includes(name));
}

const namesIn = (phrase = ''): readonly string[] =>
  tokenise(phrase).flatMap(({ text, stem, stop }) => (!stop && /^\p{Lu}/u.test(text) ? [stem] : []));
