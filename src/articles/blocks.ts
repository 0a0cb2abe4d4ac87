/** A document's text as blocks: paragraphs, headings, items and cells apart, inline text together. */
const SKIPPED = new Set(
  'script style noscript template svg button select nav menu iframe object audio video canvas figcaption caption input textarea label dialog rt rp'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'address article aside blockquote body dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody thead tfoot tr td th ul center'.split(
    ' ',
  ),
);
/** Deeper nesting is not followed: no article needs it, and a hostile page would use it up. */
const DEPTH_MAX = 400;
const ELEMENT = 1;
const TEXT = 3;

/** One block of text. */
export interface Block {
  readonly text: string;
  /** The innermost block element that holds it, in lower case. */
  readonly tag: string;
  /** How many characters of the text stand in links. */
  readonly linkedChars: number;
  /** What that element stands in: the list of an item, the container of a paragraph. */
  readonly within: Node | null;
}

/** A heading of more characters is a paragraph in large letters. */
export const HEADING_MAX_CHARS = 160;
const HEADING = /^h[1-6]$/;

/** True for a heading that announces what follows. */
export const isHeading = ({ tag, text }: Pick<Block, 'tag' | 'text'>): boolean =>
  HEADING.test(tag) && text.length <= HEADING_MAX_CHARS;

export const tagOf = (node: Node): string => (node.nodeType === ELEMENT ? node.nodeName.toLowerCase() : '');

/** The blocks below `root`, in reading order, white space folded. */
export function blocksOf(root: Node): Block[] {
  const blocks: Block[] = [];
  let open = '';
  let linkedChars = 0;
  const close = (holder: Node): void => {
    const text = foldSpace(open);
    if (text !== '')
      blocks.push({
        text,
        tag: tagOf(holder) || 'div',
        linkedChars: Math.min(linkedChars, text.length),
        within: holder.parentNode,
      });
    open = '';
    linkedChars = 0;
  };
  const visit = (node: Node, depth: number, inside: Node, linked: boolean): void => {
    if (node.nodeType === TEXT) {
      const text = node.textContent ?? '';
      open += text;
      if (linked) linkedChars += foldSpace(text).length;
      return;
    }
    const tag = tagOf(node);
    if (depth > DEPTH_MAX || SKIPPED.has(tag)) return;
    if (tag === 'br') {
      open += ' ';
      if (followedByBreak(node)) close(inside);
      return;
    }
    const block = BLOCKS.has(tag);
    if (block) close(inside);
    const within = block ? node : inside;
    for (let child = node.firstChild; child !== null; child = child.nextSibling)
      visit(child, depth + 1, within, linked || tag === 'a');
    if (block) close(node);
  };
  visit(root, 0, root, false);
  close(root);
  return blocks;
}

/** Two line breaks in a row part paragraphs. */
function followedByBreak(node: Node): boolean {
  let next = node.nextSibling;
  while (next !== null && next.nodeType === TEXT && (next.textContent ?? '').trim() === '') next = next.nextSibling;
  return next !== null && tagOf(next) === 'br';
}

export const foldSpace = (text: string): string =>
  text
    .replaceAll('\u00ad', '')
    .replace(/[\s\u200b\u200e\u200f\ufeff]+/g, ' ')
    .trim();

export const linkShare = (block: Block): number => block.linkedChars / Math.max(1, block.text.length);
export const charsOf = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.text.length, 0);
