/**
 * A text against what has been read: for each of its claims the outlets that carry it, in their own words, and those that say it
 * otherwise. A claim is called carried only where the words, names and numbers are there and the verb is meant as it is claimed;
 * what can't be found is said to be not found, which is not to say that it is wrong.
 */
import { Witnesses, witnessOf } from '../briefs/support.ts';
import { tellingOf } from '../briefs/telling.ts';
import type { Article, Claim, Disagreement, Timestamp } from '../model.ts';
import type { Archive, SearchIndex } from '../ports.ts';
import { claimsOf } from '../stories/claims.ts';
import { disagreementsOf } from '../stories/disagreements.ts';
import { independenceOf } from '../stories/independence.ts';
import { areOfOneThing } from '../stories/likeness.ts';
import { clausesOf } from '../text/grammar.ts';
import { readText } from '../text/read.ts';
import type { Clause, Reading, Sentence } from '../text/reading.ts';
import { isStopWord, tokenise } from '../text/words.ts';

/** What lies beyond is not checked. */
export const CHECK_MAX_CHARS = 6_000;
/** Claims that are checked, the first of the text. */
export const CHECK_MAX_CLAIMS = 8;
/** Articles that are looked at for one claim, and for all of them. */
export const CHECK_ARTICLES_A_CLAIM = 12;
export const CHECK_MAX_ARTICLES = 40;
/** Words of a claim that are looked for. */
const SEARCH_MAX_WORDS = 16;
/** With fewer words that tell something a sentence claims nothing that could be told from others. */
const CLAIM_MIN_WORDS = 3;
/** A story tells of a claim's matter where one of its articles tells so much of it, whatever the numbers. */
const SAME_MATTER = 0.6;
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

/** What some say otherwise: about what, what the claim says, what they say. */
export interface Difference {
  readonly about: string;
  readonly claimed: string;
  readonly others: readonly (Carrier & { readonly value: string })[];
}

export interface CheckedClaim {
  readonly text: string;
  /** Oldest first. */
  readonly carriers: readonly Carrier[];
  /** Of those that carry all of it: copies and outlets of one owner count once. */
  readonly independentSources: number;
  readonly differences: readonly Difference[];
}

export interface CoverageCheck {
  readonly claims: readonly CheckedClaim[];
  /** Claims beyond the first CHECK_MAX_CLAIMS. */
  readonly unchecked: number;
}

interface Checking {
  readonly searchIndex: Pick<SearchIndex, 'search'>;
  readonly archive: Pick<Archive, 'articles'>;
  readonly now: Timestamp;
  readonly owners: ReadonlyMap<string, string>;
  read(article: Article): Reading;
  claims(article: Article): readonly Claim[];
  /** Articles that prove nothing here: the one whose claims are checked, and what copies it. */
  readonly except?: ReadonlySet<string>;
}

/** Checks a text's claims, the first CHECK_MAX_CLAIMS of them. No claims where it claims nothing. */
export async function checkCoverage(text: string, checking: Checking): Promise<CoverageCheck> {
  const reading = readText(text.slice(0, CHECK_MAX_CHARS).replace(ADDRESS, ' '), { lang: 'en' });
  const sentences = reading.sentences.filter(isClaim);
  const chosen = sentences.slice(0, CHECK_MAX_CLAIMS);
  const articles = await articlesFor(chosen, checking);
  const witnesses = new Witnesses(
    articles.map((article) => witnessOf(article, checking.read(article))),
    checking.now,
  );
  const differences = differencesIn(checking);
  return {
    claims: chosen.map((sentence) => {
      const carriers = carriersOf(sentence, articles, witnesses);
      const carrying = articles.filter(({ id }) =>
        carriers.some(({ articleId, without }) => articleId === id && without === undefined),
      );
      return {
        text: sentence.text,
        carriers,
        independentSources: carrying.length === 0 ? 0 : independenceOf(carrying, checking.owners).independentSources,
        differences: differences(sentence, sameMatter(sentence, articles, witnesses)),
      };
    }),
    unchecked: sentences.length - chosen.length,
  };
}

const ADDRESS = /(?:https?:\/\/|www\.)\S+/giu;

/** A sentence that says something: no question, no greeting. */
function isClaim({ text, tokens }: Sentence): boolean {
  if (/\?["'”’)]*\s*$/.test(text)) return false;
  const words = tokens.filter(({ stop, text: word }) => !stop && /[\p{L}\d]/u.test(word));
  return words.length >= CLAIM_MIN_WORDS;
}

async function articlesFor(
  claims: readonly Sentence[],
  { searchIndex, archive, except = new Set() }: Checking,
): Promise<readonly Article[]> {
  const ids = new Set<string>();
  for (const { text } of claims) {
    const terms = tokenise(text)
      .map(({ norm }) => norm)
      .filter((word) => !isStopWord(word))
      .slice(0, SEARCH_MAX_WORDS);
    if (terms.length === 0) continue;
    for (const { articleId } of await searchIndex.search({ terms, limit: CHECK_ARTICLES_A_CLAIM }))
      if (!except.has(articleId)) ids.add(articleId);
  }
  const articles = await archive.articles([...ids].slice(0, CHECK_MAX_ARTICLES));
  return articles
    .filter(({ copyOf = '' }) => !except.has(copyOf))
    .toSorted((a, b) => (a.publishedAt < b.publishedAt ? -1 : 1));
}

// ---------------------------------------------------------------- who carries it

function carriersOf({ text }: Sentence, articles: readonly Article[], witnesses: Witnesses): readonly Carrier[] {
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

const carrierOf = (article: Article, quote: string): Carrier => ({
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

// ---------------------------------------------------------------- who says otherwise

/** The articles of the story that tells most of the claim's matter. */
function sameMatter({ text }: Sentence, articles: readonly Article[], witnesses: Witnesses): readonly Article[] {
  const examined = witnesses.examine(text);
  const stories = [...Map.groupBy(articles, ({ storyId }) => storyId).values()];
  const told = stories.map((story) => ({
    story,
    share: witnesses.toldBy(examined, new Set(story.map(({ id }) => id))),
  }));
  const best = told.toSorted((a, b) => b.share - a.share)[0];
  return best !== undefined && best.share >= SAME_MATTER ? best.story : [];
}

const TEXT_ID = 'the text that is checked';

/** The claim takes its place among a story's articles, as one more voice: it differs where the rules for stories say that voices differ. */
function differencesIn({ now, owners, claims }: Checking) {
  return ({ text }: Sentence, story: readonly Article[]): readonly Difference[] => {
    const [first] = story;
    if (first === undefined) return [];
    const self = { id: TEXT_ID, source: TEXT_ID, text, storyId: first.storyId, seenAt: now };
    const told = story.flatMap(claims);
    // By itself: of several figures for one thing an article's first would count.
    const own = claimsOf({ ...self, ...latest(story, now) }, readText(text, { lang: 'en' }));
    return own.flatMap((claim) => {
      const rivals = new Set(told.filter((other) => areOfOne(claim, other)).map(({ articleId }) => articleId));
      // It speaks of now: figures that the story has left behind don't contradict it, those that stand do.
      const asNow = {
        ...self,
        ...latest(
          story.filter(({ id }) => rivals.has(id)),
          now,
        ),
      };
      const found = disagreementsOf([claim, ...told], [...story, asNow], owners);
      return found.flatMap((disagreement) => differenceIn(disagreement, story, told) ?? []);
    });
  };
}

/** Undefined where the claim, which stands behind the story's articles, takes no side. */
function differenceIn(
  { about, positions }: Disagreement,
  story: readonly Article[],
  told: readonly Claim[],
): Difference | undefined {
  const mine = positions.find(({ citations }) => citations.includes(story.length + 1));
  if (mine === undefined) return undefined;
  const others = positions
    .filter((position) => position !== mine)
    .flatMap(({ value, quote, citations }) =>
      citations.flatMap((n) => {
        const article = story[n - 1];
        const shown = told.find((claim) => claim.quote === quote);
        // Each in its own words.
        const said = told.find(
          (claim) => claim.articleId === article?.id && claim.about === shown?.about && claim.value === shown.value,
        );
        return article === undefined || said === undefined ? [] : [{ ...carrierOf(article, said.quote), value }];
      }),
    );
  return others.length === 0 ? undefined : { about, claimed: mine.value, others };
}

const areOfOne = (a: Claim, b: Claim): boolean =>
  a.about === b.about && (!/^(?:count|measure)\|/.test(a.about) || areOfOneThing(a, b));

/** The newest outlet's stamp among some articles, oldest first. */
function latest(articles: readonly Article[], now: Timestamp): Pick<Article, 'publishedAt' | 'publishedAtGuessed'> {
  const newest = articles.findLast(({ publishedAtGuessed }) => !publishedAtGuessed);
  return { publishedAt: newest?.publishedAt ?? now, publishedAtGuessed: newest === undefined };
}
