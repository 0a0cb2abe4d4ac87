/** From a page to its article: title, byline, dates, clean text. */
import { NewsroomError } from '../errors.ts';
import type { ExtractedPage } from '../model.ts';
import { detectLanguage } from '../text/language.ts';
import { type Block, blocksOf } from './blocks.ts';
import { contentOf } from './content.ts';
import { absoluteUrl, parsePage } from './dom.ts';
import { type Metadata, metadataOf } from './metadata.ts';
import { pruneFurniture } from './prune.ts';
import { paragraphsOfBlocks } from './trim.ts';

/** A text in the linked data is preferred if it is so many times as long as the one on the page. */
const LINKED_TEXT_MIN_RATIO = 2;

/**
 * Extracts the article of a page. Throws `no_article` where the page holds no text that could be one.
 * What sites put around their articles is taken out first; the article is what Readability or the container's name finds in the rest.
 */
export function extractPage(html: string, context: { readonly url?: string } = {}): ExtractedPage {
  const page = parsePage(html);
  const { document } = page;
  const metadata = metadataOf(page, context.url);
  pruneFurniture(document);
  const found = contentOf(document);
  const title = metadata.title;
  const text = textOf(found, metadata);
  if (title === '' && text === '')
    throw new NewsroomError('no_article', 'There is no article on this page.', {
      hint: 'Pages that need a browser, a login or consent show their text to nobody else.',
    });
  const { byline, outlet, publishedAt, modifiedAt, canonicalUrl, image } = metadata;
  const url = absoluteUrl(context.url, undefined) ?? canonicalUrl;
  return {
    title,
    text,
    lang: languageOf(text, metadata.lang),
    ...(url === undefined ? {} : { url }),
    ...(canonicalUrl === undefined ? {} : { canonicalUrl }),
    ...(byline === undefined ? {} : { byline }),
    ...(outlet === undefined ? {} : { outlet }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(image === undefined ? {} : { image }),
  };
}

/** The paragraphs of a piece of HTML that is known to be the article: a feed's own content. */
export function textOfFragment(html: string): string {
  const { document } = parsePage(html);
  pruneFurniture(document);
  return paragraphsOfBlocks(blocksOf(document.body)).join('\n\n');
}

/** The linked data's own text is taken where the page shows no more than its beginning. */
function textOf(blocks: readonly Block[], { title, articleBody }: Metadata): string {
  const shown = paragraphsOfBlocks(blocks, title).join('\n\n');
  if (articleBody === undefined || articleBody.length < LINKED_TEXT_MIN_RATIO * shown.length) return shown;
  const given = textOfFragment(articleBody.replace(/\r?\n\s*/g, '<br><br>'));
  return given.length >= LINKED_TEXT_MIN_RATIO * shown.length ? given : shown;
}

/** The text's own language where it can be told, else what the page claims. */
function languageOf(text: string, claimed: string | undefined): string {
  const detected = detectLanguage(text);
  if (detected !== 'und') return detected;
  const code = /^[a-z]{2}\b/i.exec(claimed ?? '')?.[0].toLowerCase();
  return code ?? 'und';
}
