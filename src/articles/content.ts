/** Finds the article among what is left of a page: by the names of its container, by Readability, by where the prose stands. */
import { Readability } from '@mozilla/readability';
import { type Block, blocksOf, charsOf, linkShare, tagOf } from './blocks.ts';
import { agreement, runsOf } from './overlap.ts';
import { namesOf, proseOf } from './prune.ts';

/** What designers call the container of an article's text, most telling first. */
const CONTAINERS: readonly RegExp[] = [
  / (?:article|story|post|entry|news|blog|page)s? ?(?:body|text|content|copy|entry|main) | (?:articlebody|articletext|articlecontent|postcontent|postbody|storybody|storytext|entrycontent) | (?:body text|field body|field name body|body copy|bodytext|rte|fulltext|hentry|blog post content|content body|contentbody) /,
  / (?:article|story|entry|post) /,
  / (?:main content|content main|maincontent|page content|text content|rich text|richtext|main column|single content|single post|copy|text|content) /,
];
const CONTAINER_MIN_PROSE_CHARS = 250;
/** So many elements that are named like a container are looked at. */
const CONTAINER_CANDIDATES_MAX = 200;
const CONTAINER_TAGS = new Set(['div', 'section', 'article', 'main', 'td']);

function rankOf(element: Element): number {
  if (/\barticleBody\b/.test(element.getAttribute('itemprop') ?? '')) return 0;
  const names = namesOf(element);
  const named = CONTAINERS.findIndex((rule) => rule.test(names));
  if (named === 0) return 1;
  if (tagOf(element) === 'article' || element.getAttribute('role') === 'article') return 2;
  if (named > 0) return named + 2;
  return tagOf(element) === 'main' || element.getAttribute('role') === 'main' ? 5 : 6;
}

/** The text of the best named container, or undefined where no name tells. */
export function byContainer(document: Document): Block[] | undefined {
  const ranks: Element[][] = [[], [], [], [], [], []];
  let candidates = 0;
  const visit = (element: Element): void => {
    for (let child = element.firstElementChild; child !== null; child = child.nextElementSibling) {
      if (candidates >= CONTAINER_CANDIDATES_MAX) return;
      if (CONTAINER_TAGS.has(tagOf(child))) {
        const rank = ranks[rankOf(child)];
        if (rank !== undefined) {
          rank.push(child);
          candidates++;
        }
      }
      visit(child);
    }
  };
  visit(document.body);
  for (const elements of ranks) {
    let best: Block[] | undefined;
    let bestChars = CONTAINER_MIN_PROSE_CHARS;
    for (const element of elements) {
      const blocks = blocksOf(element);
      const chars = proseChars(blocks);
      if (chars > bestChars) [best, bestChars] = [blocks, chars];
    }
    if (best !== undefined) return best;
  }
  return undefined;
}

/** A container named as the article's is preferred where it holds more prose than Readability found, but not another's too. */
const CONTAINER_MAX_SURPLUS = 2;
/** Up to so much more is the article's own where hardly any of it leads elsewhere: sections that Readability took for others. */
const PLAIN_CONTAINER_MAX_SURPLUS = 3;
const PLAIN_MAX_LINK_SHARE = 0.08;
/** Less prose than this is no article's text where the page holds more. */
const ARTICLE_MIN_PROSE_CHARS = 200;

/** A text given apart decides between what was found where one of that agrees with it by so much more than our choice, 0 to 1. */
const GIVEN_MIN_GAIN = 0.15;

/**
 * The blocks of the article, with a head and a tail still to be trimmed. `given` is its text as the page's linked data has it.
 * `document` is changed.
 */
export function contentOf(document: Document, given = ''): Block[] {
  const everything = blocksOf(document.body);
  const named = byContainer(document) ?? [];
  const read = byReadability(document);
  const blocks = nearestTo(given, [chosen(everything, named, read), named, read, everything]);
  return [...leadOf(everything, blocks), ...blocks];
}

/** The first of `found`, or another that agrees much better with the text given. */
function nearestTo(given: string, found: readonly Block[][]): Block[] {
  const first = found[0] ?? [];
  if (given.length < ARTICLE_MIN_PROSE_CHARS) return first;
  const runs = runsOf(given);
  const agrees = found.map((blocks) => agreement(runs, runsOf(blocks.map(({ text }) => text).join('\n'))));
  const best = Math.max(...agrees);
  return best >= (agrees[0] ?? 0) + GIVEN_MIN_GAIN ? (found[agrees.indexOf(best)] ?? first) : first;
}

function byReadability(document: Document): Block[] {
  try {
    const parsed = new Readability<Node>(document, { serializer: (node) => node, disableJSONLD: true }).parse();
    return parsed?.content ? blocksOf(parsed.content) : [];
  } catch {
    // Readability gives up on trees that no editor made; what stands on the page is then all there is.
    return [];
  }
}

const proseChars = (blocks: readonly Block[]): number => charsOf(proseOf(blocks));
function chosen(everything: Block[], named: Block[], read: Block[]): Block[] {
  const [all, inNamed, inRead] = [everything, named, read].map(proseChars) as [number, number, number];
  if (inRead < ARTICLE_MIN_PROSE_CHARS) return inNamed > inRead ? named : all > inRead ? everything : read;
  const linked = named.reduce((sum, block) => sum + block.linkedChars, 0) / Math.max(1, charsOf(named));
  const surplus = linked < PLAIN_MAX_LINK_SHARE ? PLAIN_CONTAINER_MAX_SURPLUS : CONTAINER_MAX_SURPLUS;
  return inNamed > inRead && inNamed < surplus * inRead ? named : read;
}

/** A paragraph between the headline and the text, of this many characters or more, belongs to the article: its standfirst. */
const LEAD_MIN_CHARS = 60;
const LEAD_MAX_LINK_SHARE = 0.3;
/** So many blocks may stand between headline and text. */
const LEAD_WITHIN_BLOCKS = 12;

/** The paragraphs that stand between the headline and the first of `blocks`. */
function leadOf(everything: readonly Block[], blocks: readonly Block[]): readonly Block[] {
  const first = blocks.find((block) => block.text.length >= LEAD_MIN_CHARS)?.text;
  const headlineAt = everything.findIndex((block) => block.tag === 'h1');
  const textAt = everything.findIndex((block) => block.text === first);
  if (headlineAt < 0 || textAt < headlineAt || textAt - headlineAt > LEAD_WITHIN_BLOCKS) return [];
  const known = new Set(blocks.map((block) => block.text));
  return everything
    .slice(headlineAt + 1, textAt)
    .filter(
      (block) =>
        block.text.length >= LEAD_MIN_CHARS && linkShare(block) < LEAD_MAX_LINK_SHARE && !known.has(block.text),
    );
}
