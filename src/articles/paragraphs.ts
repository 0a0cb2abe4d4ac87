/** A document's text as paragraphs: blocks apart, inline text together, site furniture left out. */
import { isFurniture } from './boilerplate.ts';

const SKIPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'button',
  'form',
  'select',
  'nav',
  'iframe',
  'object',
  'audio',
  'video',
  'canvas',
  'figcaption',
  'input',
  'textarea',
]);
const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figure',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'main',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'tbody',
  'thead',
  'tr',
  'td',
  'th',
  'ul',
]);
/** Deeper nesting is not followed: no article needs it, and a hostile page would use it up. */
const DEPTH_MAX = 400;

const ELEMENT = 1;
const TEXT = 3;

/** Paragraphs below `root`, in reading order, white space folded. */
export function paragraphsOf(root: Node): string[] {
  const paragraphs: string[] = [];
  let open = '';
  const close = (): void => {
    const folded = open.replace(/[\s\u200b\ufeff]+/g, ' ').trim();
    if (folded !== '' && !isFurniture(folded)) paragraphs.push(folded);
    open = '';
  };
  const visit = (node: Node, depth: number): void => {
    if (node.nodeType === TEXT) {
      open += node.textContent ?? '';
      return;
    }
    if (depth > DEPTH_MAX) return;
    const tag = node.nodeType === ELEMENT ? node.nodeName.toLowerCase() : '';
    if (SKIPPED.has(tag)) return;
    if (tag === 'br') {
      open += ' ';
      if (node.nextSibling?.nodeName.toLowerCase() === 'br') close();
      return;
    }
    const block = BLOCKS.has(tag);
    if (block) close();
    for (const child of [...node.childNodes]) visit(child, depth + 1);
    if (block) close();
  };
  visit(root, 0);
  close();
  return paragraphs;
}
