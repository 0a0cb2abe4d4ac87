/** The headline of a brief: one of the articles' own, the most telling that says what happened and nothing else. */
import type { Article } from '../model.ts';
import { relatedStems } from '../text/derivations.ts';
import { quantitiesIn } from '../text/quantities.ts';
import { tagWords } from '../text/tagging.ts';
import { tokenise } from '../text/words.ts';
import type { Concepts } from './concepts.ts';
import { plainMarks } from './trim.ts';

/** Headlines looked at. */
export const MAX_HEADLINES = 100;
/** Headlines of which it is asked whether they have a verb: the best but for that. */
const MAX_PARSED_HEADLINES = 6;
const VERBLESS_FACTOR = 0.75;
const MIN_WORDS = 4;
const MAX_WORDS = 16;

/** "UPDATE 2-", "BREAKING:", "(PHOTOS, VIDEO)", "[Video]". */
const LABEL_BEFORE =
  /^(?:(?:refile-|corrected-)?update \d+\s?-|(?:breaking|just in|exclusive|updated?|live|latest|watch|video|photos?|developing|alert|corrected|refile)\s*(?:news)?\s*[:|-])\s*/i;
const LABEL_AFTER =
  /\s*[([](?:[^()[\]]*\b(?:photos?|videos?|pics?|pictures?|gallery|watch|updated?|live|audio|graphic|images?|exclusive)\b[^()[\]]*)[)\]]\s*$/i;
const OUTLET_AFTER = /\s(?:[|\u00ab\u00bb\u2022]|[-\u2013\u2014])\s([^|\u00ab\u00bb\u2022]{2,40})$/;

const CLICKBAIT =
  /\?|^\d+ (?:things|ways|reasons|facts|photos|takeaways|best|questions)|\b(?:things to know|what we know|what to know|you need to know|everything you|here['\u2019]?s|here are|this is (?:what|why|how)|why (?:this|it|the)|how to|find out|you won['\u2019]t|you (?:can|should|need)|must[- ]see|shocking|jaw-dropping|explained|explainer|live (?:blog|updates)|as it happened|opinion|editorial|analysis|reviewe?d?|recap|quiz|poll:|in pictures|round-?up|morning (?:briefing|brief)|newsletter|podcast|factbox|timeline|q&a|fact check|at a glance)\b|!|\.\.\.|\u2026/i;
const HOW_OR_WHY =
  /^["\u201c\u2018']?(?:how|why|what|who|when|where|which|could|should|can|is|are|does|do|will|did|meet|inside|watch|see|look|from)\b/i;
const FIRST_OR_SECOND = /\b(?:I|my|we|our|us|you|your)\b/;
const MERE_QUOTATION = /^["\u201c\u2018'][^"\u201d\u2019']+["\u201d\u2019']?(?:\s?[-\u2013:].{0,30})?$/;

type Titled = Pick<Article, 'title' | 'source'>;

/** A headline without the labels and the outlet's name around it. */
export function cleanHeadline({ title, source }: Titled): string {
  let text = plainMarks(title).replace(LABEL_BEFORE, '').replace(LABEL_AFTER, '');
  const tail = OUTLET_AFTER.exec(text)?.[1];
  if (tail !== undefined && isOutlet(tail, source)) text = text.replace(OUTLET_AFTER, '');
  return text.trim();
}

function isOutlet(tail: string, source: string): boolean {
  const fold = (name: string) =>
    name
      .toLowerCase()
      .replace(/^(?:www\.|the )|\.(?:com|co|org|net|news|uk|au|in).*$/g, '')
      .replace(/[^\p{L}\p{N}]/gu, '');
  const [a, b] = [fold(tail), fold(source)];
  if (a !== '' && b !== '' && (a.includes(b) || b.includes(a))) return true;
  return (
    /\b(?:news|times|post|cnn|bbc|reuters|herald|tribune|guardian|daily|today|telegraph|journal|gazette|world|online|tv|radio|magazine|press|mail|express|\.com|\.co)\b/i.test(
      tail,
    ) && tail.split(' ').length <= 5
  );
}

/**
 * The best headline; among equals the earlier article's. Undefined where no article has a title. `outdated` tells figures that no
 * longer hold; `gainOf` how much more an article's headline counts.
 */
export function chooseHeadline<A extends Titled & Pick<Article, 'lang'>>(
  articles: readonly A[],
  concepts: Concepts,
  worthOf: (stem: string) => number,
  isOutdated: (text: string) => boolean = () => false,
  gainOf: (article: A) => number = () => 1,
): string | undefined {
  // A figure that no longer holds must not head what says another.
  const current = articles.filter((article) => !isOutdated(cleanHeadline(article)));
  const scored = (current.length === 0 ? articles : current).slice(0, MAX_HEADLINES).map((article) => {
    const text = cleanHeadline(article);
    const tokens = tokenise(text, article.lang);
    const stems = new Set(tokens.filter((token) => !token.stop).map((token) => token.stem));
    let worth = 0;
    for (const stem of stems) worth += worthOf(stem);
    for (const concept of concepts.of(tokens)) worth += 0.5 * Math.sqrt(concepts.weights[concept]!);
    const score = (worth / Math.sqrt(Math.max(4, stems.size))) * plainness(text) * gainOf(article);
    return { text, score };
  });
  return scored
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_PARSED_HEADLINES)
    .map(({ text, score }) => ({ text, score: hasVerb(text) ? score : score * VERBLESS_FACTOR }))
    .sort((a, b) => b.score - a.score)[0]?.text;
}

/** 0 to 1: how many of the headline's words that tell something the text has, in whatever form. */
export function shareOfHeadline(headline: string, text: string): number {
  const words = tokenise(headline).flatMap((token) => (token.stop ? [] : [relatedStems(token.text)]));
  const stems = new Set(tokenise(text).map(({ stem }) => stem));
  return words.filter((related) => related.some((stem) => stems.has(stem))).length / Math.max(1, words.length);
}

/** 1 for a plain statement, less for what an editor would not copy. */
function plainness(text: string): number {
  const words = text.split(' ').length;
  let factor = 1;
  if (words < MIN_WORDS) factor *= 0.3;
  if (words > MAX_WORDS) factor *= MAX_WORDS / words;
  if (CLICKBAIT.test(text)) factor *= 0.3;
  if (HOW_OR_WHY.test(text)) factor *= 0.4;
  if (FIRST_OR_SECOND.test(text)) factor *= 0.6;
  if (MERE_QUOTATION.test(text)) factor *= 0.3;
  if (/["\u201c\u2018]/.test(text)) factor *= 0.85;
  if (/[:;|]/.test(text)) factor *= 0.7;
  const capitals = text.match(/\p{Lu}{3,}/gu)?.join('').length ?? 0;
  if (capitals > 12) factor *= 0.6;
  return quantitiesIn(text).length > 0 ? factor * 1.05 : factor;
}

/** Title case hides verbs from the tagger, small letters hide names: either will do. */
function hasVerb(text: string): boolean {
  return [text, text.toLowerCase()].some((words) =>
    tagWords(words).some(
      ({ pos, form }) => pos === 'auxiliary' || pos === 'modal' || (pos === 'verb' && form !== 'gerund'),
    ),
  );
}
