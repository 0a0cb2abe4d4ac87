/** Finds the article among what is left of a page: by the names of its container, by Readability, by where the prose stands. */
import { Readability } from '@mozilla/readability';
import { type Block, blocksOf, charsOf } from './blocks.ts';
import { proseOf } from './prune.ts';

const CONTAINERS: readonly string[] = [
  '[itemprop~="articleBody"]',
  '[class*="article-body"], [class*="article__body"], [class*="articleBody"], [class*="article_body"], [class*="articlebody"], [class*="article-text"], [class*="article_text"], [class*="articleText"], [class*="article-content"], [class*="article__content"], [class*="article_content"], [class*="articleContent"], [class*="post-content"], [class*="post_content"], [class*="postcontent"], [class*="post-body"], [class*="post-text"], [class*="post-entry"], [class*="entry-content"], [class*="story-body"], [class*="story__body"], [class*="storybody"], [class*="story-content"], [class*="body-text"], [class*="field-body"], [class*="field--name-body"], [class~="entry"], [class~="post"], [id*="article-body"], [id="articleBody"], [id*="article-content"], [id*="entry-content"], [id*="post-content"]',
  'article',
  '[role="article"], [class~="story"], [id="story"], [id="article"], [class~="article"], [class*="blog-content"], [class*="single-content"], [class*="main-column"], [class*="fulltext"], [class*="text-content"], [class*="rich-text"], [class~="text"]',
  '[class*="content-main"], [class*="content_main"], [class*="main-content"], [class*="page-content"], [id*="content-main"], [id*="main-content"], [id="content"], [class~="content"]',
  'main, [role="main"]',
];
const CONTAINER_MIN_PROSE_CHARS = 250;

export function byContainer(document: Document): Block[] | undefined {
  for (const selector of CONTAINERS) {
    let best: Block[] | undefined;
    let bestChars = CONTAINER_MIN_PROSE_CHARS;
    for (const element of document.querySelectorAll(selector)) {
      const blocks = blocksOf(element);
      const chars = charsOf(proseOf(blocks));
      if (chars > bestChars) [best, bestChars] = [blocks, chars];
    }
    if (best !== undefined) return best;
  }
  return undefined;
}

export interface Readable {
  title: string;
  byline?: string;
  siteName?: string;
  blocks: Block[];
}
export function byReadability(document: Document): Readable {
  const parsed = new Readability<Node>(document, { serializer: (node) => node }).parse();
  if (parsed === null) return { title: '', blocks: [] };
  return {
    title: parsed.title ?? '',
    blocks: parsed.content ? blocksOf(parsed.content) : [],
    ...(parsed.byline ? { byline: parsed.byline } : {}),
    ...(parsed.siteName ? { siteName: parsed.siteName } : {}),
  };
}

export interface Content {
  title: string;
  byline?: string;
  siteName?: string;
  blocks: readonly Block[];
}
export function contentOf(document: Document): Content {
  const named = byContainer(document);
  let read: Readable;
  try {
    read = byReadability(document);
  } catch {
    read = { title: '', blocks: [] };
  }
  const better = named !== undefined && charsOf(proseOf(named)) > charsOf(proseOf(read.blocks));
  return { ...read, blocks: better ? named : read.blocks };
}
