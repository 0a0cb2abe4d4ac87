/** A draft is a piece as it reaches us, before it is known whether we have it already. */
import { createHash } from 'node:crypto';
import { NewsroomError } from '../errors.ts';
import type { Article, ExtractedPage, FeedItem, FeedSubscription } from '../model.ts';
import { detectLanguage } from '../text/language.ts';

/** An article's text is cut here: nothing that long is news. */
export const ARTICLE_MAX_CHARS = 400_000;
export const TITLE_MAX_CHARS = 1_000;

export interface Draft {
  /** The id that the giver knows it by; ours is made from it. */
  readonly id?: string;
  readonly guid?: string;
  readonly url?: string;
  readonly canonicalUrl?: string;
  readonly source?: string;
  /** The outlet or agency that it says it was taken from. */
  readonly takenFrom?: string;
  readonly title: string;
  readonly byline?: string;
  readonly text: string;
  readonly lang?: string;
  readonly publishedAt?: string;
  readonly feedId?: string;
  readonly tags?: readonly string[];
  /** True where the text was taken from its page, not from a feed. */
  readonly textFromPage?: boolean;
}

const squeeze = (value: string): string => value.replace(/[ \t\u00a0]+/g, ' ').trim();

/** Throws `bad_input` for a draft without title and text; cuts what is beyond any article's length. */
export function checkDraft(draft: Draft): Draft {
  const text = draft.text.slice(0, ARTICLE_MAX_CHARS).replace(/\r\n?/g, '\n').trim();
  const title = squeeze(draft.title.replace(/\s+/g, ' ')).slice(0, TITLE_MAX_CHARS);
  if (title === '' && text === '')
    throw new NewsroomError('bad_input', 'An article needs a title or a text.', {
      hint: 'Each line is one article: {"title":"…","text":"…","source":"…","publishedAt":"2025-07-03T12:00:00Z"}',
    });
  if (draft.publishedAt !== undefined && Number.isNaN(Date.parse(draft.publishedAt)))
    throw new NewsroomError('bad_input', `“${draft.publishedAt.slice(0, 60)}” is not a date.`, {
      hint: 'publishedAt is ISO 8601: 2025-07-03T12:00:00Z',
    });
  return { ...draft, text, title: title === '' ? squeeze(text.split('\n')[0] ?? '').slice(0, 200) : title };
}

/** What a feed's item says where its page is not fetched. */
export function draftOfItem(item: FeedItem, feed: FeedSubscription, text: string): Draft {
  return {
    feedId: feed.id,
    source: feed.outlet,
    tags: feed.tags,
    title: item.title ?? '',
    text,
    ...(item.id === undefined ? {} : { guid: item.id }),
    ...(item.link === undefined ? {} : { url: item.link }),
    ...(item.author === undefined ? {} : { byline: item.author }),
    ...(item.source === undefined ? {} : { takenFrom: item.source }),
    ...(item.publishedAt === undefined ? {} : { publishedAt: item.publishedAt }),
  };
}

/** A feed's item with its page: the feed knows the headline and the time, the page has the text. */
export function draftOfPage(item: FeedItem, feed: FeedSubscription, page: ExtractedPage): Draft {
  const draft = draftOfItem(item, feed, page.text);
  const publishedAt = draft.publishedAt ?? page.publishedAt;
  const byline = page.byline ?? draft.byline;
  return {
    ...draft,
    title: draft.title === '' ? page.title : draft.title,
    lang: page.lang,
    textFromPage: true,
    ...(page.canonicalUrl === undefined ? {} : { canonicalUrl: page.canonicalUrl }),
    ...(byline === undefined ? {} : { byline }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  };
}

/** A page or a saved text that somebody handed in. */
export function draftOfHandIn(page: ExtractedPage, source: string | undefined): Draft {
  const outlet = page.outlet ?? source;
  return {
    title: page.title,
    text: page.text,
    lang: page.lang,
    ...(outlet === undefined ? {} : { source: outlet }),
    ...(page.url === undefined ? {} : { url: page.url }),
    ...(page.canonicalUrl === undefined ? {} : { canonicalUrl: page.canonicalUrl }),
    ...(page.byline === undefined ? {} : { byline: page.byline }),
    ...(page.publishedAt === undefined ? {} : { publishedAt: page.publishedAt }),
  };
}

export const contentHash = (draft: Pick<Draft, 'title' | 'text'>): string =>
  createHash('sha256').update(`${draft.title}\n${draft.text}`).digest('base64url').slice(0, 22);

const shortHash = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 12);

/** The giver's own id where there is one, else one made from the first identity key. */
export const articleId = (draft: Draft, identityKeys: readonly string[]): string =>
  draft.id ?? `a_${shortHash(identityKeys[0] ?? contentHash(draft))}`;

/** A story's id comes from the article that opened it: the same archive read again has the same ids. */
export const storyIdFrom = (openingArticleId: string): string => `s_${shortHash(openingArticleId)}`;

/** The outlet's name, or the host it was found at, or a word that says we don't know. */
export function outletOf(draft: Draft): string {
  const host = draft.url === undefined ? null : URL.parse(draft.url);
  return draft.source?.trim() || host?.hostname.replace(/^www\./, '') || 'unnamed outlet';
}

/** An article's fields that come from its draft alone. */
export function contentOf(
  draft: Draft,
  seenAt: string,
): Pick<Article, 'source' | 'title' | 'text' | 'lang' | 'publishedAt' | 'publishedAtGuessed' | 'contentHash'> &
  Partial<Pick<Article, 'url' | 'byline' | 'feedId' | 'tags' | 'textFromPage'>> {
  const stamped = draft.publishedAt === undefined ? undefined : new Date(draft.publishedAt).toISOString();
  // A stamp from the future is a wrong clock or a planned piece: it may not push its way to the top.
  const readable = stamped !== undefined && stamped <= seenAt;
  const url = draft.canonicalUrl ?? draft.url;
  return {
    source: outletOf(draft),
    title: draft.title,
    text: draft.text,
    lang: draft.lang ?? detectLanguage(`${draft.title}\n${draft.text}`),
    publishedAt: readable ? stamped : seenAt,
    publishedAtGuessed: !readable,
    contentHash: contentHash(draft),
    ...(url === undefined ? {} : { url }),
    ...(draft.byline === undefined ? {} : { byline: draft.byline }),
    ...(draft.feedId === undefined ? {} : { feedId: draft.feedId }),
    ...(draft.tags === undefined ? {} : { tags: draft.tags }),
    ...(draft.textFromPage === undefined ? {} : { textFromPage: draft.textFromPage }),
  };
}
