/** From a page to its article: title, byline, dates, clean text. */
import { Readability } from '@mozilla/readability';
import { NewsroomError } from '../errors.ts';
import type { ExtractedPage } from '../model.ts';
import { detectLanguage } from '../text/language.ts';
import { absoluteUrl, parsePage } from './dom.ts';
import { type Metadata, metadataOf } from './metadata.ts';
import { paragraphsOf } from './paragraphs.ts';

/** Readability gives up on documents with more elements than this. */
export const PAGE_MAX_ELEMENTS = 60_000;

/**
 * Extracts the article of a page. Throws `no_article` where the page holds no text that could be one.
 * The text comes from Mozilla's Readability; furniture that it leaves is taken out paragraph by paragraph.
 */
export function extractPage(html: string, context: { readonly url?: string } = {}): ExtractedPage {
  const document = parsePage(html);
  const metadata = metadataOf(document, context.url);
  const pageTitle = titleElement(document);
  const heading = document.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim();
  const parsed = readable(document);
  const text = parsed.paragraphs.join('\n\n');
  const title = titleOf(metadata, parsed.title, pageTitle, heading);
  if (title === '' && text === '')
    throw new NewsroomError('no_article', 'There is no article on this page.', {
      hint: 'Pages that need a browser, a login or consent show their text to nobody else.',
    });
  const byline = metadata.byline ?? parsed.byline;
  const outlet = metadata.outlet ?? parsed.siteName;
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
  return paragraphsOf(parsePage(html).body).join('\n\n');
}

interface Readable {
  readonly title: string;
  readonly byline?: string;
  readonly siteName?: string;
  readonly paragraphs: readonly string[];
}

function readable(document: Document): Readable {
  try {
    const parsed = new Readability<Node>(document, {
      serializer: (node) => node,
      maxElemsToParse: PAGE_MAX_ELEMENTS,
    }).parse();
    if (parsed === null) return { title: '', paragraphs: [] };
    return {
      title: parsed.title ?? '',
      paragraphs: parsed.content ? paragraphsOf(parsed.content) : [],
      ...(parsed.byline ? { byline: parsed.byline } : {}),
      ...(parsed.siteName ? { siteName: parsed.siteName } : {}),
    };
  } catch (cause) {
    throw new NewsroomError('no_article', 'This page could not be read.', {
      cause,
      hint: 'It is larger or stranger than any article.',
    });
  }
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
