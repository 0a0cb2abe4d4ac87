/** From blocks to paragraphs: the lines before the first and after the last paragraph that a reporter wrote are taken off. */
import { type Block, charsOf, linkShare } from './blocks.ts';
import { endsArticle, isFurniture } from './boilerplate.ts';

/** A block whose text is mostly links leads elsewhere. */
const LINKED_SHARE = 0.6;
const UNLINKED_MIN_CHARS = 15;
/** A heading like “Related” ends the article if no more than this share of the prose follows it. */
const AFTER_END_MAX_SHARE = 0.35;
/** From this length on a block is a paragraph, below it may be a label. */
const PARAGRAPH_MIN_CHARS = 60;

/** A section's name or a kicker has no more words than this. */
const LABEL_MAX_WORDS = 3;

const HEADING = /^h[1-6]$/;

/** The article's paragraphs. `title` is taken off where the text begins with it. */
export function paragraphsOfBlocks(blocks: readonly Block[], title = ''): string[] {
  const kept = beforeEnding(blocks).filter((block) => !leadsElsewhere(block) && !isFurniture(block.text));
  return withoutEmptySections(withoutTail(withoutHead(kept, title))).map((block) => block.text);
}

/** A menu entry, a list of other articles, “Read on: …”; a sentence or a source with one link in it is none of these. */
const leadsElsewhere = (block: Block): boolean =>
  !HEADING.test(block.tag) &&
  linkShare(block) >= LINKED_SHARE &&
  block.text.length - block.linkedChars < UNLINKED_MIN_CHARS;

function beforeEnding(blocks: readonly Block[]): readonly Block[] {
  const all = proseChars(blocks);
  const end = blocks.findIndex(
    (block, i) => endsArticle(block.text) && proseChars(blocks.slice(i)) <= AFTER_END_MAX_SHARE * all,
  );
  return end < 0 ? blocks : blocks.slice(0, end);
}

const isParagraph = (block: Block): boolean =>
  !HEADING.test(block.tag) && (block.text.length >= PARAGRAPH_MIN_CHARS || /[.!?…:"”»。！？]$/u.test(block.text));
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
    if (headline !== '' && letters(block.text) === headline) return false;
    return i === first || block.tag !== 'div' || block.text.split(' ').length > LABEL_MAX_WORDS;
  });
}

/** A heading with nothing under it announced what is no longer there. */
const withoutEmptySections = (blocks: readonly Block[]): Block[] =>
  blocks.filter((block, i) => {
    const next = blocks[i + 1];
    return !HEADING.test(block.tag) || (next !== undefined && (!HEADING.test(next.tag) || next.tag > block.tag));
  });

/** Takes off headings and labels after the last paragraph: they announce nothing any more. */
function withoutTail(blocks: readonly Block[]): readonly Block[] {
  let end = blocks.length;
  while (end > 0 && isLabel(blocks[end - 1]!)) end--;
  return end === 0 ? blocks : blocks.slice(0, end);
}

const isLabel = (block: Block): boolean =>
  HEADING.test(block.tag) ||
  (!isParagraph(block) && !['li', 'td', 'th', 'dd', 'pre', 'blockquote'].includes(block.tag) && block.text.length < 30);
