/** Looks again at the pages of articles that channels were told of: corrected, withdrawn or gone, they hear of it. */
import { extractPage } from '../articles/page.ts';
import { isTakenBack, sharedRows } from '../articles/removal.ts';
import { materialChanges } from '../articles/revision.ts';
import { asNewsroomError, isTransient, type NewsroomError } from '../errors.ts';
import { canonicalUrl, shownAddress } from '../feeds/links.ts';
import { afterAsking, type Finding, firstRevisit, REVISITS_AFTER_MS, type Revisit } from '../feeds/revisits.ts';
import { runRound } from '../feeds/rounds.ts';
import type { Article, Delivery, ExtractedPage } from '../model.ts';
import type { Collection, Fetched } from '../ports.ts';
import type { Draft } from './drafts.ts';
import { type IngestDesk, reviseArticle, withdrawArticle } from './ingest.ts';
import { shortHash, textOf } from './item-desk.ts';

/** Pages asked in one round, the longest overdue first. */
export const ROUND_MAX_REVISITS = 40;
/** Hosts asked at the same time. */
export const REVISIT_CONCURRENCY = 4;
/** How often the list of what is due is gone through, in milliseconds. */
export const REVISITS_LOOKED_UP_MS = 60_000;
/** A page that holds less than this share of the text that we know is a teaser, a login or a consent page. */
export const CHANGED_TEXT_MIN_SHARE = 0.7;
/** One that says that it is not free may hold any part of it. */
export const PAID_TEXT_MIN_SHARE = 0.97;
/** A page that shares less than this with the text that we know is another page. */
export const SAME_PIECE_MIN_SHARE = 0.5;
/** A record outlives its last visit by a day, for a machine that slept. */
const RECORD_TTL_MS = REVISITS_AFTER_MS.at(-1)! + 24 * 3_600_000;

export interface RevisitDesk {
  /** From now on the pages of the articles that the brief cites are looked at again. Never throws. */
  follow(delivery: Pick<Delivery, 'brief' | 'deliveredAt'>): Promise<void>;
  /** Asks the pages that are due. Never throws but for the store. */
  askDue(signal?: AbortSignal): Promise<void>;
}

/** What a page says now, and what follows from it if it is believed. */
interface Look {
  readonly finding: Finding;
  /** Whether the page stood where it should. */
  readonly stands?: boolean;
  /** The page, where it was understood. */
  readonly known?: Pick<ExtractedPage, 'title' | 'text'>;
  readonly consequence?: () => Promise<unknown>;
}

type Readable = Pick<ExtractedPage, 'text' | 'isAccessibleForFree'>;

const NOTHING: Look = { finding: { kind: 'nothing' } };
const sign = (mark: string, certain = false): Finding => ({ kind: 'sign', mark, certain });

export function openRevisitDesk(desk: IngestDesk): RevisitDesk {
  const { archive, clock, log, state } = desk.world;
  const revisits: Collection<Revisit> = state.collection('revisits');
  let lookedUpAt = Number.NEGATIVE_INFINITY;

  const due = async (): Promise<Revisit[]> => {
    if (clock.now() - lookedUpAt < REVISITS_LOOKED_UP_MS) return [];
    lookedUpAt = clock.now();
    const found: Revisit[] = [];
    for await (const [, revisit] of revisits.entries())
      if (Date.parse(revisit.askAt) <= clock.now()) found.push(revisit);
    return found.sort((a, b) => (a.askAt < b.askAt ? -1 : 1)).slice(0, ROUND_MAX_REVISITS);
  };

  const ask = async (revisit: Revisit, article: Article): Promise<void> => {
    try {
      const look = await lookAgain(desk, revisit, article);
      const { believed, next } = afterAsking(revisit, look.finding, clock.now());
      if (believed) await look.consequence?.();
      // What follows from a sign may be done twice, never left out: the record moves on after it.
      await keep(next, look, believed, article);
    } catch (thrown) {
      log.warn('page not looked at again', { article: article.id, error: asNewsroomError(thrown).message });
    }
  };

  const keep = async (
    next: Revisit | undefined,
    { known, finding, stands }: Look,
    believed: boolean,
    article: Article,
  ) => {
    if (next === undefined) return void (await revisits.delete(article.id));
    const [now = article] = believed ? await archive.articles([article.id]) : [];
    // What is only suspected is not known; what differs by noise is held against what it was at first.
    const isFirst = finding.kind === 'nothing' && next.known?.revision !== article.revision;
    const isKnown = known !== undefined && (believed || isFirst);
    const record: Revisit = {
      ...next,
      ...(stands === true ? { stood: true } : {}),
      ...(isKnown ? { known: { ...known, revision: now.revision } } : {}),
    };
    await revisits.set(article.id, record, { ttlMs: RECORD_TTL_MS });
  };

  return {
    async follow({ brief, deliveredAt }) {
      try {
        for (const { id, url, textFromPage = false } of await archive.articles(brief.sources.map((s) => s.articleId))) {
          if (url === undefined || (await revisits.get(id)) !== undefined) continue;
          await revisits.set(id, firstRevisit(id, deliveredAt, textFromPage), { ttlMs: RECORD_TTL_MS });
        }
      } catch (thrown) {
        // A post must not be made twice because this could not be written down.
        log.error('articles of a post not followed', { error: asNewsroomError(thrown).message });
      }
    },
    async askDue(signal) {
      const waiting = await due();
      if (waiting.length === 0) return;
      const articles = new Map(
        (await archive.articles(waiting.map(({ articleId }) => articleId))).map((a) => [a.id, a]),
      );
      await runRound({
        due: waiting.filter(({ articleId }) => articles.get(articleId)?.url !== undefined),
        concurrency: REVISIT_CONCURRENCY,
        hostOf: ({ articleId }) => URL.parse(articles.get(articleId)?.url ?? '')?.host ?? '',
        ask: (revisit) => ask(revisit, articles.get(revisit.articleId)!),
        signal,
      });
    },
  };
}

async function lookAgain(desk: IngestDesk, revisit: Revisit, article: Article): Promise<Look> {
  const url = article.url!;
  let fetched: Fetched;
  try {
    fetched = await desk.world.pageSource.fetch(url);
  } catch (thrown) {
    return lookAtFailure(desk, revisit, article, asNewsroomError(thrown));
  }
  // What broke off, or was sent on to somewhere else, says nothing of the article.
  if (fetched.partial !== undefined) return { finding: { kind: 'no_answer' } };
  const page = pageIn(fetched);
  const stands = canonicalUrl(fetched.url) === canonicalUrl(url);
  if (page === undefined) return { ...NOTHING, stands };
  const look = stands ? lookForNotice(desk, revisit, article, page) : undefined;
  return { ...(look ?? lookAtPage(desk, revisit, article, page)), stands };
}

/** 410 is meant for good; 404 may be a slip, and is believed when it is seen again, of a page that once stood. */
function lookAtFailure(desk: IngestDesk, { stood }: Revisit, article: Article, error: NewsroomError): Look {
  if (error.status === 410 || (error.status === 404 && stood === true))
    return {
      finding: sign('gone', error.status === 410),
      consequence: () => withdraw(desk, article, `answered ${error.status}`),
    };
  return isTransient(error) ? { finding: { kind: 'no_answer' } } : NOTHING;
}

/** Whether the page was ever seen to hold the article. */
const wasRead = ({ known }: Revisit, { textFromPage }: Article): boolean =>
  textFromPage === true || known !== undefined;

/** Where the article was never seen, nothing has been taken away. */
function lookForNotice(desk: IngestDesk, revisit: Revisit, article: Article, page: ExtractedPage): Look | undefined {
  if (!isTakenBack(article, page)) return undefined;
  if (!wasRead(revisit, article)) return NOTHING;
  return { finding: sign(`notice ${markOf(page)}`), consequence: () => withdraw(desk, article, 'says so') };
}

/** The same piece may stand at a new address: a headline that is edited often changes it. */
function lookAtPage(desk: IngestDesk, revisit: Revisit, article: Article, page: ExtractedPage): Look {
  const before = knownPage(revisit, article, page);
  if (!isSamePiece(before, page) || !(wasRead(revisit, article) || isSamePiece(article, page))) return NOTHING;
  const known = { title: page.title, text: page.text };
  const isBack = article.withdrawnAt !== undefined;
  const changes = materialChanges(before, page);
  if (changes.length === 0 && !isBack) return { finding: { kind: 'nothing' }, known };
  const draft = changes.length === 0 ? draftOf(article) : draftFrom(page, before, article);
  return {
    finding: sign(`page ${markOf(page)}`),
    known,
    consequence: () => reviseArticle(desk, article.id, draft, changes),
  };
}

async function withdraw(desk: IngestDesk, article: Article, why: string): Promise<void> {
  const outcome = await withdrawArticle(desk, article.id);
  if (outcome === 'revised')
    desk.world.log.info('article withdrawn', { article: article.id, page: shownAddress(article.url ?? ''), why });
}

/**
 * What the page said when we last understood it. Where the text came from the page that is the article; where it came from a feed
 * the first look is all that a later one can be compared with, as page and feed never say quite the same.
 */
function knownPage({ known }: Revisit, article: Article, page: ExtractedPage): Pick<ExtractedPage, 'title' | 'text'> {
  const current = known?.revision === article.revision ? known : undefined;
  return current ?? (article.textFromPage === true ? { title: page.title, text: article.text } : page);
}

function pageIn(fetched: Fetched): ExtractedPage | undefined {
  if (fetched.contentType !== undefined && !/html/i.test(fetched.contentType)) return undefined;
  try {
    return extractPage(textOf(fetched), { url: fetched.url });
  } catch (thrown) {
    // A page that we can't read is no sign of anything.
    if (asNewsroomError(thrown).code === 'no_article') return undefined;
    throw thrown;
  }
}

function isSamePiece(before: Pick<ExtractedPage, 'text'>, { text, isAccessibleForFree }: Readable): boolean {
  const minShare = isAccessibleForFree === false ? PAID_TEXT_MIN_SHARE : CHANGED_TEXT_MIN_SHARE;
  return text.length >= minShare * before.text.length && sharedRows(before.text, text) >= SAME_PIECE_MIN_SHARE;
}

const markOf = ({ title, text }: ExtractedPage): string => shortHash(`${title}\n${text}`);

/** The article as it stood. */
function draftOf({ source, title, text, byline, feedId, tags, lang, publishedAt, url, textFromPage }: Article): Draft {
  return {
    source,
    title,
    text,
    lang,
    publishedAt,
    ...(url === undefined ? {} : { url }),
    ...(byline === undefined ? {} : { byline }),
    ...(feedId === undefined ? {} : { feedId }),
    ...(tags === undefined ? {} : { tags }),
    ...(textFromPage === undefined ? {} : { textFromPage }),
  };
}

/** The article in the page's words; the feed's headline stays where the page's has not changed. */
function draftFrom(page: ExtractedPage, before: Pick<ExtractedPage, 'title'>, article: Article): Draft {
  const title = page.title === before.title ? article.title : page.title;
  return { ...draftOf(article), title, text: page.text, textFromPage: true };
}
