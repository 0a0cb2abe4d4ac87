/** From a page to its article: title, byline, dates, clean text. */
import { NewsroomError } from '../errors.ts';
import type { ExtractedPage } from '../model.ts';
import { detectLanguage } from '../text/language.ts';
import { blocksOf } from './blocks.ts';
import { contentOf } from './content.ts';
import { absoluteUrl, parsePage } from './dom.ts';
import { type Metadata, metadataOf } from './metadata.ts';
import { pruneFurniture } from './prune.ts';
import { paragraphsOfBlocks } from './trim.ts';

/**
 * Extracts the article of a page. Throws `no_article` where the page holds no text that could be one.
 * What sites put around their articles is taken out first; the article is what Readability or the container's name finds in the rest.
 */
export function extractPage(html: string, context: { readonly url?: string } = {}): ExtractedPage {
  const { document, linkedData } = parsePage(html);
  const metadata = metadataOf(document, linkedData, context.url);
  const pageTitle = titleElement(document);
  const heading = document.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim();
  pruneFurniture(document);
  const found = contentOf(document);
  const title = titleOf(metadata, found.title, pageTitle, heading);
  const text = paragraphsOfBlocks(found.blocks, title).join('\n\n');
  if (title === '' && text === '')
    throw new NewsroomError('no_article', 'There is no article on this page.', {
      hint: 'Pages that need a browser, a login or consent show their text to nobody else.',
    });
  const byline = metadata.byline ?? found.byline;
  const outlet = metadata.outlet ?? found.siteName;
  const { publishedAt, modifiedAt, canonicalUrl, image } = metadata;
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

const titleElement = (document: Document): string =>
  document.querySelector('title')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** The headline without the outlet's name that pages hang on to it. */
function titleOf(metadata: Metadata, parsed: string, pageTitle: string, heading: string | undefined): string {
  const given = metadata.title ?? (parsed !== '' ? parsed : (heading ?? pageTitle));
  const outlet = metadata.outlet;
  if (outlet === undefined) return given.trim();
  const tail = given.toLowerCase().lastIndexOf(outlet.toLowerCase());
  const before = given.slice(0, tail).replace(/\s*[|–—:·-]\s*$/, '');
  return tail > 0 && tail + outlet.length === given.length && before !== given.slice(0, tail)
    ? before.trim()
    : given.trim();
}

/** The text's own language where it can be told, else what the page claims. */
function languageOf(text: string, claimed: string | undefined): string {
  const detected = detectLanguage(text);
  if (detected !== 'und') return detected;
  const code = /^[a-z]{2}\b/i.exec(claimed ?? '')?.[0].toLowerCase();
  return code ?? 'und';
}
