/** From blocks to paragraphs: the lines before the first and after the last paragraph that a reporter wrote are taken off. */
import { type Block, charsOf, isHeading, linkShare } from './blocks.ts';
import { endsArticle, endsForGood, isFurniture } from './boilerplate.ts';

/** A block whose text is mostly links leads elsewhere. */
const LINKED_SHARE = 0.6;
const UNLINKED_MIN_CHARS = 9;
/** A heading like “Related” ends the article if no more than this share of the prose follows it. */
const AFTER_END_MAX_SHARE = 0.35;
/** The article goes on after a list of other pieces where paragraphs of such a length follow, so many characters in all. */
const RESUMED_MIN_PARAGRAPH_CHARS = 100;
const RESUMED_MIN_CHARS = 250;
const RESUMED_MAX_LINK_SHARE = 0.5;
/** No article goes on so often. */
const RESUMED_MAX_TIMES = 10;
/** From this length on a block is a paragraph, below it may be a label. */
const PARAGRAPH_MIN_CHARS = 60;

/** A section's name or a kicker has no more words than this. */
const LABEL_MAX_WORDS = 3;

/** The article's paragraphs. `title` is taken off where the text begins with it. */
export function paragraphsOfBlocks(blocks: readonly Block[], title = ''): string[] {
  const article = beforeEnding(blocks);
  const listed = listedOnPurpose(article);
  const kept = article.filter((block) => (listed.has(block) || !leadsElsewhere(block)) && !isFurniture(block.text));
  return withoutEmptySections(withoutTail(withoutHead(kept, title))).map((block) => block.text);
}

/** A menu entry, a list of other articles, “Read on: …”; a sentence or a source with one link in it is none of these. */
const leadsElsewhere = (block: Block): boolean =>
  !isHeading(block) && linkShare(block) >= LINKED_SHARE && block.text.length - block.linkedChars < UNLINKED_MIN_CHARS;

/** A sentence that ends in a colon announces the list under it; a label (“Read on:”) is shorter. */
const ANNOUNCEMENT_MIN_CHARS = 60;

/** The items that lead elsewhere, but in a list of the article: most of its items do not, or a sentence announces it. */
function listedOnPurpose(blocks: readonly Block[]): ReadonlySet<Block> {
  const listed = new Set<Block>();
  for (let from = 0; from < blocks.length; ) {
    const list = blocks[from]?.tag === 'li' ? blocks[from]?.within : undefined;
    let to = from + 1;
    while (list && blocks[to]?.tag === 'li' && blocks[to]?.within === list) to++;
    const items = blocks.slice(from, to);
    const before = blocks[from - 1];
    const announced =
      before !== undefined &&
      !isHeading(before) &&
      before.text.length >= ANNOUNCEMENT_MIN_CHARS &&
      before.text.endsWith(':');
    if (list && (announced || 2 * items.filter(leadsElsewhere).length < items.length))
      for (const item of items) listed.add(item);
    from = to;
  }
  return listed;
}

function beforeEnding(blocks: readonly Block[], passed = 0): readonly Block[] {
  const most = AFTER_END_MAX_SHARE * proseChars(blocks);
  let after = 0;
  let end = -1;
  for (let i = blocks.length - 1; i >= 0 && after <= most; i--) {
    after += proseChars(blocks.slice(i, i + 1));
    if (after <= most && endsArticle(blocks[i]!.text)) end = i;
  }
  if (end < 0) return blocks;
  const goesOnAt = passed >= RESUMED_MAX_TIMES || endsForGood(blocks[end]!.text) ? -1 : resumedAt(blocks, end);
  const head = blocks.slice(0, end);
  return goesOnAt < 0 ? head : [...head, ...beforeEnding(blocks.slice(goesOnAt), passed + 1)];
}

/** Where the article goes on after links to other pieces: at a paragraph that stands where its paragraphs stood. */
function resumedAt(blocks: readonly Block[], end: number): number {
  const isProse = (block: Block): boolean =>
    block.tag === 'p' && block.text.length >= RESUMED_MIN_PARAGRAPH_CHARS && linkShare(block) < RESUMED_MAX_LINK_SHARE;
  const stood = new Set(
    blocks
      .slice(0, end)
      .filter(isProse)
      .map((block) => block.within),
  );
  const goesOn = (block: Block): boolean => isProse(block) && stood.has(block.within) && !isFurniture(block.text);
  if (charsOf(blocks.slice(end + 1).filter(goesOn)) < RESUMED_MIN_CHARS) return -1;
  return blocks.findIndex((block, i) => i > end && goesOn(block));
}

const isSentence = (block: Block): boolean => block.tag === 'p' && /[.!?…:"”»。！？]$/u.test(block.text);
const isParagraph = (block: Block): boolean =>
  !isHeading(block) && (block.text.length >= PARAGRAPH_MIN_CHARS || /[.!?…:"”»。！？]$/u.test(block.text));
const proseChars = (blocks: readonly Block[]): number =>
  charsOf(blocks.filter((block) => isParagraph(block) && !leadsElsewhere(block)));

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Takes off the headline, and labels (a section's name, a kicker) that stand before the first paragraph. */
function withoutHead(blocks: readonly Block[], title: string): readonly Block[] {
  const headline = letters(title);
  const first = blocks.findIndex(isParagraph);
  if (first < 0) return blocks.filter((block) => headline === '' || letters(block.text) !== headline);
  return blocks.filter((block, i) => {
    if (i > first) return true;
    if (repeats(block, headline)) return false;
    return i === first || block.tag !== 'div' || block.text.split(' ').length > LABEL_MAX_WORDS;
  });
}

/** Characters that a kicker before the headline may have. */
const KICKER_MAX_CHARS = 60;
const HEADLINE_MIN_LETTERS = 20;

/** True for the headline itself, and for a heading that is the headline with a kicker. */
function repeats(block: Block, headline: string): boolean {
  if (headline === '') return false;
  const text = letters(block.text);
  if (text === headline) return true;
  return (
    HEADLINE_MIN_LETTERS <= headline.length &&
    text.length <= headline.length + KICKER_MAX_CHARS &&
    text.includes(headline) &&
    !isSentence(block)
  );
}

/** A heading with nothing under it announced what is no longer there. */
const withoutEmptySections = (blocks: readonly Block[]): Block[] =>
  blocks.filter((block, i) => {
    const next = blocks[i + 1];
    return !isHeading(block) || (next !== undefined && (!isHeading(next) || next.tag > block.tag));
  });

/** Takes off headings and labels after the last paragraph: they announce nothing any more. */
function withoutTail(blocks: readonly Block[]): readonly Block[] {
  let end = blocks.length;
  while (end > 0 && isLabel(blocks[end - 1]!)) end--;
  return end === 0 ? blocks : blocks.slice(0, end);
}

const isLabel = (block: Block): boolean =>
  isHeading(block) ||
  (!isParagraph(block) && !['li', 'td', 'th', 'dd', 'pre', 'blockquote'].includes(block.tag) && block.text.length < 30);
