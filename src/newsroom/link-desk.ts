/** A link that somebody points at: its article, as we have it or as its page has it now, and the story that it belongs to. */
import { extractPage } from '../articles/page.ts';
import { asNewsroomError, NewsroomError } from '../errors.ts';
import { identityKeys } from '../feeds/identity.ts';
import type { Article } from '../model.ts';
import type { Fetched } from '../ports.ts';
import { draftOfHandIn } from './drafts.ts';
import { type IngestDesk, ingestDraft } from './ingest.ts';
import { TEASER_MAX_CHARS, textOf } from './item-desk.ts';
import { stands } from './library.ts';
import type { ReadLink } from './newsroom.ts';

interface LinkDesk {
  /** Throws, in words for whoever pointed at it, where there is no article to be had: a login, a paywall, robots.txt, no page. */
  read(url: string): Promise<ReadLink>;
}

const PAGES = /html|text\/plain|^$/i;

export function openLinkDesk(desk: IngestDesk): LinkDesk {
  const { archive, pageSource } = desk.world;

  const known = async (keys: readonly string[]): Promise<Article | undefined> => {
    const ids = await archive.identify(keys);
    const id = keys.map((key) => ids.get(key)).find((found) => found !== undefined);
    return id === undefined ? undefined : (await archive.articles([id]))[0];
  };

  const withStory = async (article: Article): Promise<ReadLink> => {
    if (!stands(article))
      throw new NewsroomError('no_article', `${article.source} has withdrawn this article.`, {
        hint: 'Nothing is written from what an outlet has taken back.',
      });
    const story = await archive.story(article.storyId);
    if (story === undefined) throw new NewsroomError('not_found', 'The article’s story is gone.');
    return { article, story };
  };

  /** The page's article is taken in like any other that is handed in: nobody is alerted. */
  const fetched = async (address: string): Promise<Article | undefined> => {
    const answer = await pageSource.fetch(address);
    const page = pageOf(answer);
    if (page.isAccessibleForFree === false && page.text.length <= TEASER_MAX_CHARS)
      throw new NewsroomError(
        'not_allowed',
        `${page.outlet ?? hostOf(address)} keeps this article for its subscribers.`,
        {
          hint: 'What others report of it: /brief and a few words of its headline.',
        },
      );
    const draft = { ...draftOfHandIn(page, undefined), textFromPage: true };
    await ingestDraft(desk, draft, { mayAlert: false });
    return known(identityKeys({ ...draft, url: draft.canonicalUrl ?? draft.url }));
  };

  return {
    async read(url) {
      const address = addressIn(url);
      const had = await known(identityKeys({ url: address }));
      // A feed's few words stand for an article only where its page can't be had.
      if (had !== undefined && (had.textFromPage === true || had.text.length > TEASER_MAX_CHARS)) return withStory(had);
      const article = await fetched(address).catch((thrown: unknown) => {
        if (had === undefined || asNewsroomError(thrown).code === 'internal') throw thrown;
        return had;
      });
      if (article === undefined) throw new NewsroomError('no_article', 'There is no article on this page.');
      return withStory(article);
    },
  };
}

function addressIn(url: string): string {
  const address = URL.parse(url.trim());
  if (address !== null && /^https?:$/.test(address.protocol)) return address.href;
  throw new NewsroomError('bad_input', 'That link is no web address.', {
    hint: 'It has to begin with http:// or https://.',
  });
}

const hostOf = (address: string): string => new URL(address).hostname.replace(/^www\./, '');

function pageOf(answer: Fetched): ReturnType<typeof extractPage> {
  try {
    if (!PAGES.test(answer.contentType ?? ''))
      throw new NewsroomError('no_article', `${hostOf(answer.url)} answers with a file, not with a page.`, {
        hint: 'Only web pages can be read.',
      });
    return extractPage(textOf(answer), { url: answer.url });
  } finally {
    answer.release?.();
  }
}
