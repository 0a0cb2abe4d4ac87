/** From a page to its article: title, byline, dates, clean text. */
import { NewsroomError } from '../errors.ts';
import type { ExtractedPage } from '../model.ts';
import { detectLanguage } from '../text/language.ts';
import { blocksOf } from './blocks.ts';
import { contentOf } from './content.ts';
import { absoluteUrl, parsePage } from './dom.ts';
import { type Metadata, metadataOf } from './metadata.ts';
import { runsOf, shareIn } from './overlap.ts';
import { pruneFurniture } from './prune.ts';
import { isSameSite } from './site.ts';
import { paragraphsOfBlocks } from './trim.ts';

/** The linked data's text is preferred where the page shows less than this share of it, 0 to 1… */
const SHOWN_MIN_SHARE = 0.6;
/** …and it is so many times as long. */
const GIVEN_MIN_RATIO = 1.3;
/** Where bytes were lost on the way, it is preferred unless it is shorter than this share of what is shown. */
const UNDAMAGED_MIN_RATIO = 0.7;
/** A text shown that has less than this share of the given one in it is another article's. */
const SAME_TEXT_MIN_SHARE = 0.3;
const TEASER_MAX_CHARS = 400;

/**
 * Extracts the article of a page. Throws `no_article` where the page holds no text that could be one.
 * What sites put around their articles is taken out first; the article is what Readability or the container's name finds in the rest.
 */
export function extractPage(html: string, context: { readonly url?: string } = {}): ExtractedPage {
  const page = parsePage(html);
  const { document } = page;
  const metadata = metadataOf(page, context.url);
  pruneFurniture(document);
  const given = givenText(metadata);
  const { title } = metadata;
  const shown = paragraphsOfBlocks(contentOf(document, given), title).join('\n\n');
  const text = fuller(shown, given, metadata.hasOurHeadline);
  if (title === '' && text === '')
    throw new NewsroomError('no_article', 'There is no article on this page.', {
      hint: 'Pages that need a browser, a login or consent show their text to nobody else.',
    });
  const { byline, outlet, publishedAt, modifiedAt, image, isAccessibleForFree } = metadata;
  const shownUrl = absoluteUrl(context.url, undefined);
  // A copy names the page that it copies: it is an article of its own all the same.
  const isCopy =
    shownUrl !== undefined && metadata.canonicalUrl !== undefined && !isSameSite(shownUrl, metadata.canonicalUrl);
  const canonicalUrl = isCopy ? undefined : metadata.canonicalUrl;
  const url = shownUrl ?? canonicalUrl;
  return {
    title,
    ...(metadata.givenTitle === undefined ? {} : { givenTitle: metadata.givenTitle }),
    text,
    lang: languageOf(text, metadata.lang),
    ...(url === undefined ? {} : { url }),
    ...(canonicalUrl === undefined ? {} : { canonicalUrl }),
    ...(isCopy ? { originalUrl: metadata.canonicalUrl! } : {}),
    ...(byline === undefined ? {} : { byline }),
    ...(outlet === undefined ? {} : { outlet }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(image === undefined ? {} : { image }),
    ...(isAccessibleForFree === undefined ? {} : { isAccessibleForFree }),
  };
}

/** The paragraphs of a piece of HTML that is known to be the article: a feed's own content. */
export function textOfFragment(html: string): string {
  const { document } = parsePage(html);
  pruneFurniture(document);
  return paragraphsOfBlocks(blocksOf(document.body)).join('\n\n');
}

/** The text that the linked data gives, as paragraphs; the empty string where it gives none. */
function givenText({ articleBody = '' }: Metadata): string {
  const text = textOfFragment(articleBody.replace(/\r?\n\s*/g, '<br><br>'));
  // Some sites escape their markup twice.
  return /<\/?(?:p|div|br|strong|em|a|h[1-6]|ul|li)\b[^>]*>/i.test(text) ? textOfFragment(text) : text;
}

/** The text given is taken where the page shows no more than its beginning, or shows it damaged. */
function fuller(shown: string, given: string, isOurs: boolean): string {
  if (given === '') return shown;
  if (shown.includes('\ufffd') && !given.includes('\ufffd') && given.length >= UNDAMAGED_MIN_RATIO * shown.length)
    return given;
  if (given.length < GIVEN_MIN_RATIO * shown.length) return shown;
  const [ours, theirs] = [runsOf(shown), runsOf(given)];
  const same = (isOurs && shown.length <= TEASER_MAX_CHARS) || shareIn(theirs, ours) >= SAME_TEXT_MIN_SHARE;
  return same && shareIn(ours, theirs) < SHOWN_MIN_SHARE ? given : shown;
}

/** The text's own language where it can be told, else what the page claims. */
function languageOf(text: string, claimed: string | undefined): string {
  const detected = detectLanguage(text);
  if (detected !== 'und') return detected;
  const code = /^[a-z]{2}\b/i.exec(claimed ?? '')?.[0].toLowerCase();
  return code ?? 'und';
}
