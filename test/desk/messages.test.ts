import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewsroomError } from '../../src/errors.ts';
import type { ChatRequest, Post } from '../../src/model.ts';
import { CHECK_KEPT_MS } from '../../src/newsroom/check-desk.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE } from '../newsroom/articles.ts';
import { DAY_MS, MARA, openStage, page, type Stage, wordsOf } from '../newsroom/stage.ts';
import { asking, PIET, SLACK_DESK } from './asking.ts';

const LINK = FIRE_BREAKS.link!;
let stage: Stage;

const point = (name: string, text: string, links?: readonly string[]): Promise<Post> =>
  stage.desk.handle(asking(SLACK_DESK, 'message', name, { text, ...(links === undefined ? {} : { links }) }));
const press = (name: string, more: Partial<ChatRequest> = {}): Promise<Post> =>
  stage.desk.handle(asking(SLACK_DESK, 'action', name, more));

beforeEach(async () => {
  stage = await openStage();
  stage.clock.advance(DAY_MS);
  for (const [source, item] of [
    ['Orlvik Herald', FIRE_RETOLD],
    ['Tidings', FIRE_ARREST],
    ['Orlvik Gazette', PARLIAMENT_VOTE],
  ] as const)
    await stage.newsroom.ingest({ ...item, source, url: item.link!, textFromPage: true });
});
afterEach(() => stage.close());

describe('Brief this link', () => {
  it('fetches the article, puts it into its story, and briefs that, for the asker', async () => {
    stage.web.put(LINK, page(FIRE_BREAKS.title, FIRE_BREAKS.text));
    const post = await point('brief-link', `have you seen <${LINK}>?`, [LINK, 'https://other.example/x']);
    expect(post.audience).toBe('asker');
    expect(post.footer).toMatch(/Carried by 3 outlets/);
    expect(post.actions?.[0]?.id).toMatch(/^share:brief:s_/);
    expect(stage.web.timesAsked(LINK)).toBe(1);
    expect(stage.web.timesAsked('https://other.example/x')).toBe(0);
  });

  it('does not fetch what has been read', async () => {
    const post = await point('brief-link', FIRE_ARREST.link!);
    expect(post.footer).toMatch(/the link is to Tidings$/);
    expect(stage.web.asked).toEqual([]);
  });

  it('of an article that is alone says that nobody else has it', async () => {
    expect((await point('brief-link', PARLIAMENT_VOTE.link!)).footer).toMatch(/no other outlet that we read has it/);
  });

  it('alerts nobody', async () => {
    await stage.newsroom.watchlists.add({ query: 'fire', owner: MARA, channel: { platform: 'console', channel: 'c' } });
    stage.web.put(LINK, page(FIRE_BREAKS.title, FIRE_BREAKS.text));
    await point('brief-link', LINK);
    expect(await stage.newsroom.deliver([stage.chat])).toBe(0);
  });

  const paywall = `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Deep inside the herring trade","isAccessibleForFree":false}</script>`;
  it.each<[string, () => void, RegExp]>([
    ['no link', () => {}, /There is no link in this message/],
    ['a page that is gone', () => {}, /answered 404/],
    [
      'a page that robots may not fetch',
      () =>
        stage.web.fail(
          LINK,
          new NewsroomError('not_allowed', 'gazette.example asks robots not to fetch this page (robots.txt).'),
        ),
      /asks robots not to fetch/,
    ],
    [
      'an address in our own network',
      () => stage.web.fail(LINK, new NewsroomError('address_refused', 'That address is private.')),
      /is private/,
    ],
    [
      'a paywall',
      () =>
        stage.web.put(
          LINK,
          page(
            'Deep inside the herring trade',
            'The boats come in at four in the morning, and nobody speaks. What is landed here feeds a coast, and has a price that few will name in public to strangers.',
          ).replace('</head>', `${paywall}</head>`),
        ),
      /keeps this article for its subscribers\.[\s\S]*\/brief and a few words/,
    ],
    [
      'a page without an article',
      () => stage.web.put(LINK, '<html><body><nav>Home</nav></body></html>'),
      /no article on this page/,
    ],
    [
      'a file',
      () => stage.web.put(LINK, { body: '%PDF-1.7', contentType: 'application/pdf' }),
      /answers with a file, not with a page/,
    ],
  ])('says so where there is %s', async (what, arrange, said) => {
    arrange();
    const post = await point('brief-link', 'look', what === 'no link' ? [] : [LINK]);
    expect(post.audience).toBe('asker');
    expect(wordsOf(post)).toMatch(said);
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'not a link', ''])('refuses %j', async (link) => {
    expect(wordsOf(await point('brief-link', 'look', [link]))).toMatch(/no web address|no link/);
    expect(stage.web.asked).toEqual([]);
  });
});

describe('Check against our coverage', () => {
  const TEXT =
    'Four workers were hurt in the fire at the grain dock in Orlvik. The dock was bombed by aircraft. Nine workers were hurt in the fire at the grain dock in Orlvik.';

  it('says of each claim who carries it, who differs, or that we have nothing', async () => {
    const post = await point('check', TEXT);
    const said = wordsOf(post);
    expect(post).toMatchObject({ audience: 'asker', headline: { text: 'Against our coverage' } });
    expect(said).toMatch(/Four workers were hurt[\s\S]*Carried by Orlvik Herald and Tidings, 2 independent/);
    expect(said).toMatch(/bombed by aircraft\.\nNot in our coverage\./);
    expect(said).toMatch(
      /Nine workers[\s\S]*We found nobody who says so[\s\S]*Others differ \(.*\): here Nine workers; there four/i,
    );
    expect(post.footer).toMatch(/^2 of 3 claims found · what is not in our coverage may still be true$/);
    expect(post.sources?.every(({ url }) => url !== undefined)).toBe(true);
  });

  it('takes a lone link for its article, which proves nothing of itself', async () => {
    const post = await point('check', `wow <${FIRE_RETOLD.link}>`, [FIRE_RETOLD.link!]);
    expect(wordsOf(post)).toMatch(/Four workers were hurt when a fire swept/);
    expect(post.sources?.map(({ source }) => source)).not.toContain('Orlvik Herald');
  });

  it('can be shared by who asked for it, for a day, and by nobody else', async () => {
    const id = (await point('check', TEXT)).actions![0]!.id;
    expect(id).toMatch(/^share:check:[\w-]{16}$/);
    const shared = await press(id);
    expect(shared).toMatchObject({ audience: 'everyone', headline: { text: 'Against our coverage' } });
    expect(shared.footer).toMatch(/shared by Mara$/);
    expect(wordsOf(await press(id, { asker: PIET }))).toMatch(/not kept any more/);
    expect(CHECK_KEPT_MS).toBe(DAY_MS);
  });

  it('of a message without a claim says what a claim is', async () => {
    expect(wordsOf(await point('check', 'Lunch?'))).toMatch(/Nothing to check/);
  });

  it('of a very long message checks what it can', async () => {
    expect(wordsOf(await point('check', `${TEXT} `.repeat(400)))).toMatch(/further claims were not looked at/);
  });
});

it('nothing else can be done with a message', async () => {
  expect(wordsOf(await point('translate', 'x'))).toMatch(/can’t be done with a message/);
});
