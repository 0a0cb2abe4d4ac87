/** What was posted is looked at again, over real HTTP: an outlet takes an article back, corrects it, or only has a bad hour. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWeb, type Web } from '../../adapters/web/web.ts';
import {
  CONFIRMED_AFTER_MS,
  FIRST_LOOK_AFTER_MS,
  MAX_ASKS_A_VISIT,
  REVISITS_AFTER_MS,
} from '../../src/feeds/revisits.ts';
import { PAID_TEXT_MIN_SHARE } from '../../src/newsroom/revisit-desk.ts';
import { type Behaviour, type HostileServer, hostileServer, response } from '../adapters/web/hostile.ts';
import { FIRE_ARREST, FIRE_BREAKS, PARLIAMENT_VOTE } from '../newsroom/articles.ts';
import {
  CITY_DESK,
  FOREIGN_DESK,
  HOUR_MS,
  MARA,
  openStage,
  page,
  rss,
  type Stage,
  wordsOf,
} from '../newsroom/stage.ts';

const [FIRST_VISIT_MS = 0, SECOND_VISIT_MS = 0] = REVISITS_AFTER_MS;
const TEASER = 'A fire broke out at the grain dock in Orlvik.';

let server: HostileServer;
let web: Web;
let stage: Stage;
/** What the server does at each path; tests change it. */
let answers: Record<string, Behaviour>;

const sends =
  (body: string, headers: Record<string, string> = {}, status = 200): Behaviour =>
  (socket) =>
    socket.end(response(status, { 'content-type': 'text/html', ...headers }, body));
const answersWith = (status: number): Behaviour => sends('', {}, status);
const dockFire = (text = FIRE_BREAKS.text, title = FIRE_BREAKS.title): Behaviour => sends(page(title, text));

const address = (path: string): string => server.url(path).replace(/^(https?:\/\/[^/]+).*/, `$1${path}`);
const PATHS = ['/robots.txt', '/rss', '/arrests', '/dock-fire', '/fire-arrest', '/fishing-quota', '/', '/elsewhere'];
const asked = (path: string): number => server.requests.filter((request) => request.path === path).length;

/** The feed holds the fire as a teaser, or its whole text, beside what was there before. */
function feedWith(fire: string | undefined): Behaviour {
  const items = [
    ...(fire === undefined ? [] : [{ ...FIRE_BREAKS, text: fire, link: address('/dock-fire') }]),
    { ...PARLIAMENT_VOTE, link: address('/fishing-quota') },
  ];
  return sends(rss(address('/'), items), { 'content-type': 'application/rss+xml' });
}
const read = (): Promise<void> => stage.newsroom.readDueFeeds({ backfill: 0, now: 'all' });
const deliver = (): Promise<number> => stage.newsroom.deliver([stage.chat]);
/** Time passes, pages are looked at, what follows is delivered. */
async function pass(ms: number): Promise<void> {
  stage.clock.advance(ms);
  await stage.newsroom.lookAgain();
  await deliver();
}
async function confirmed(firstVisitMs = FIRST_VISIT_MS): Promise<void> {
  await pass(firstVisitMs);
  await pass(CONFIRMED_AFTER_MS);
}
const told = () => ({ edits: stage.chat.edits.length, replies: stage.chat.replies.map(({ post }) => wordsOf(post)) });
const UNTOLD = { edits: 0, replies: [] };

async function open(fire: string, { deliver: isDelivered = true } = {}): Promise<void> {
  await stage.newsroom.feeds.add({ url: address('/rss'), outlet: 'Orlvik Gazette' });
  answers['/rss'] = feedWith(undefined);
  await read();
  for (const channel of [FOREIGN_DESK, CITY_DESK])
    await stage.newsroom.watchlists.add({ query: 'fire', owner: MARA, channel });
  stage.clock.pass(FIRE_BREAKS.publishedAt);
  answers['/rss'] = feedWith(fire);
  await read();
  if (!isDelivered) return;
  await deliver();
  expect(stage.chat.alerts).toHaveLength(2);
}

beforeEach(async () => {
  answers = {
    '/robots.txt': answersWith(404),
    '/dock-fire': dockFire(),
    '/fishing-quota': sends(page(PARLIAMENT_VOTE.title, PARLIAMENT_VOTE.text)),
    '/': sends('<title>Gazette</title><p>All the news of Orlvik.'),
  };
  server = await hostileServer(
    Object.fromEntries(
      PATHS.map((path) => [path, (socket, request) => (answers[path] ?? answersWith(404))(socket, request)]),
    ),
  );
  web = createWeb({ allowHosts: [server.host], clock: { now: () => Date.now() } });
  stage = await openStage({ feedSource: web, pageSource: web.pages });
});
afterEach(async () => {
  await stage.close();
  await web.close();
  await server.close();
});

describe('an article that a post cites', () => {
  beforeEach(() => open(TEASER));

  it('and that is gone for good (410) is told of, once, in every channel that has it', async () => {
    answers['/dock-fire'] = answersWith(410);
    await pass(FIRST_VISIT_MS);
    expect(stage.chat.edits.map(({ message }) => message.channel.channel).sort()).toEqual(['city', 'foreign']);
    expect(stage.chat.replies.map(({ channel }) => channel.channel).sort()).toEqual(['city', 'foreign']);
    for (const { post } of stage.chat.edits) {
      expect(post).toMatchObject({ headline: { text: `Withdrawn: ${FIRE_BREAKS.title}` }, sources: [] });
      expect(wordsOf(post)).toContain(`Orlvik Gazette has withdrawn “${FIRE_BREAKS.title}”.`);
    }
    for (const { post } of stage.chat.replies) expect(wordsOf(post)).toContain('Orlvik Gazette has withdrawn');
    for (const ms of REVISITS_AFTER_MS) await pass(ms);
    await read();
    await deliver();
    expect([stage.chat.alerts.length, stage.chat.edits.length, stage.chat.replies.length]).toEqual([2, 2, 2]);
  });

  it('is looked at again after 1, 6, 24 and 72 hours, and then no more', async () => {
    const before = asked('/dock-fire');
    const visits: number[] = [];
    for (let hours = 0; hours < 100; hours++) {
      const before = asked('/dock-fire');
      await pass(HOUR_MS);
      if (asked('/dock-fire') > before) visits.push(hours + 1);
    }
    expect([visits, asked('/dock-fire') - before, told()]).toEqual([[1, 6, 24, 72], 4, UNTOLD]);
  });

  it.each<[string, () => Behaviour]>([
    ['is not found', () => answersWith(404)],
    ['holds only the notice of it', () => sends(page('Notice', 'This article has been removed. We regret the error.'))],
    ['holds only the notice of it, under its headline', () => dockFire('Retraction: we have withdrawn this story.')],
  ])('and whose page %s is withdrawn when a second look finds the same', async (_how, answer) => {
    answers['/dock-fire'] = answer();
    await pass(FIRST_VISIT_MS);
    expect(told()).toEqual(UNTOLD);
    await pass(CONFIRMED_AFTER_MS);
    expect(told()).toMatchObject({
      edits: 2,
      replies: [/has withdrawn/, /has withdrawn/].map(() => expect.stringContaining('has withdrawn')),
    });
  });

  it('and whose page was only missing for a moment stays as it is', async () => {
    answers['/dock-fire'] = answersWith(404);
    await pass(FIRST_VISIT_MS);
    answers['/dock-fire'] = dockFire();
    for (let visit = 0; visit < 5; visit++) await pass(SECOND_VISIT_MS);
    expect(told()).toEqual(UNTOLD);
  });

  it('and that its page corrects is corrected in every channel, once', async () => {
    answers['/dock-fire'] = dockFire(
      `${FIRE_BREAKS.text.replaceAll('four workers', 'six workers')}\n\nCorrection: an earlier version gave another number of injured.`,
    );
    await confirmed();
    const { edits, replies } = told();
    expect(edits).toBe(2);
    expect(replies).toEqual(
      Array(2).fill(expect.stringMatching(/Orlvik Gazette has changed its report: .*correction/)),
    );
    for (const { post } of stage.chat.edits) expect(wordsOf(post)).not.toContain('injured four workers');
    for (const ms of REVISITS_AFTER_MS) await pass(ms);
    await read();
    await deliver();
    expect([stage.chat.alerts.length, stage.chat.edits.length]).toEqual([2, 2]);
  });

  it('and that its page corrects under a new address is corrected', async () => {
    answers['/dock-fire'] = sends('', { location: '/elsewhere' }, 301);
    answers['/elsewhere'] = dockFire(FIRE_BREAKS.text.replaceAll('four workers', 'six workers'));
    await confirmed();
    expect(told()).toMatchObject({ edits: 2, replies: { length: 2 } });
  });

  it.each<[string, () => Behaviour]>([
    [
      'shows all but its end to those who do not pay',
      () => {
        const cut = FIRE_BREAKS.text.slice(0, Math.floor(FIRE_BREAKS.text.length * (PAID_TEXT_MIN_SHARE - 0.05)));
        const paid =
          '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script></head>';
        return sends(page(FIRE_BREAKS.title, cut).replace('</head>', paid));
      },
    ],
    [
      'shows a teaser and a plea to subscribe',
      () => dockFire(`${FIRE_BREAKS.text.slice(0, 300)}\n\nSubscribe to read on.`),
    ],
    [
      'asks for consent',
      () =>
        sends(
          page(
            'Before you continue',
            'We and our 812 partners store cookies on your device to show you advertisements. '.repeat(20),
          ),
        ),
    ],
    ['leads to the front page', () => sends('', { location: '/' }, 302)],
    ['leads to another article', () => sends('', { location: '/fishing-quota' }, 301)],
    ['has a fault', () => answersWith(503)],
    ['is not for us', () => answersWith(403)],
    [
      'breaks off',
      () => (socket) =>
        socket.end(
          'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9999\r\n\r\n<p>This article has been removed.',
        ),
    ],
    ['is empty', () => sends('')],
    ['is no page', () => sends('%PDF-1.4 This article has been removed.', { 'content-type': 'application/pdf' })],
    ['differs by its spelling alone', () => dockFire(FIRE_BREAKS.text.replace('brought them under', 'got them under'))],
  ])('and whose page %s stays as it is', async (_how, answer) => {
    answers['/dock-fire'] = answer();
    for (let asks = 0; asks < 2 * MAX_ASKS_A_VISIT; asks++)
      await pass(asks === 0 ? FIRST_VISIT_MS : CONFIRMED_AFTER_MS);
    await pass(SECOND_VISIT_MS);
    expect(told()).toEqual(UNTOLD);
  });

  it('and whose page has other figures at every look stays as it is', async () => {
    let look = 0;
    answers['/dock-fire'] = (socket, request) =>
      dockFire(`${FIRE_BREAKS.text}\n\nThis report was read ${1000 + 37 * look++} times in Norrhavn.`)(socket, request);
    for (let asks = 0; asks < 3 * MAX_ASKS_A_VISIT; asks++)
      await pass(asks === 0 ? FIRST_VISIT_MS : CONFIRMED_AFTER_MS);
    expect(told()).toEqual(UNTOLD);
    expect(asked('/dock-fire') - 1).toBe(MAX_ASKS_A_VISIT);
  });

  it('and that robots.txt keeps us from is not asked for', async () => {
    const before = asked('/dock-fire');
    answers['/robots.txt'] = sends('User-agent: *\nDisallow: /', { 'content-type': 'text/plain' });
    await web.close();
    web = createWeb({ allowHosts: [server.host], clock: { now: () => Date.now() } });
    const restarted = await openStage({ ...stage.store, feedSource: web, pageSource: web.pages, clock: stage.clock });
    stage.clock.advance(FIRST_VISIT_MS);
    await restarted.newsroom.lookAgain();
    expect(asked('/dock-fire')).toBe(before);
    await restarted.close();
  });

  it('is told of by another process where the first one ended', async () => {
    answers['/dock-fire'] = answersWith(404);
    await pass(FIRST_VISIT_MS);
    stage.clock.advance(CONFIRMED_AFTER_MS);
    const another = await stage.another();
    await another.lookAgain();
    await another.deliver([stage.chat]);
    expect(told()).toMatchObject({ edits: 2, replies: { length: 2 } });
  });

  it('and that is withdrawn is neither summed up nor quoted any more', async () => {
    answers['/dock-fire'] = answersWith(410);
    const question = 'How many workers were injured in the Orlvik grain dock fire?';
    expect((await stage.newsroom.ask(question)).evidence).not.toEqual([]);
    await pass(FIRST_VISIT_MS);
    expect((await stage.newsroom.ask(question)).evidence).toEqual([]);
    await expect(stage.newsroom.brief('grain dock fire')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('and that comes back is told of again', async () => {
    answers['/dock-fire'] = answersWith(410);
    await pass(FIRST_VISIT_MS);
    answers['/dock-fire'] = dockFire();
    await confirmed(SECOND_VISIT_MS - FIRST_VISIT_MS);
    expect([stage.chat.alerts.length, stage.chat.edits.length, stage.chat.replies.length]).toEqual([2, 4, 4]);
    expect(wordsOf(stage.chat.replies.at(-1)!.post)).toContain('it was withdrawn and is back');
    expect(stage.chat.edits.at(-1)?.post).toMatchObject({ headline: { text: FIRE_BREAKS.title }, sources: [{ n: 1 }] });
    expect((await stage.newsroom.brief('grain dock fire')).sources).toHaveLength(1);
  });
});

describe('an article that is withdrawn before anybody was told of it', () => {
  it('is not told of, nor that it is withdrawn', async () => {
    await open(TEASER, { deliver: false });
    answers['/rss'] = feedWith('This story has been withdrawn by the editors.');
    await read();
    await deliver();
    for (const ms of REVISITS_AFTER_MS) await pass(ms);
    expect([stage.chat.alerts.length, stage.chat.edits.length, stage.chat.replies.length]).toEqual([0, 0, 0]);
  });
});

describe('one of several articles', () => {
  it('that is withdrawn leaves the post to the others, which keep their numbers', async () => {
    await open(TEASER);
    await stage.newsroom.feeds.add({ url: address('/arrests'), outlet: 'Tidings' });
    answers['/arrests'] = sends(rss(address('/'), []), { 'content-type': 'application/rss+xml' });
    await read();
    stage.clock.pass(FIRE_ARREST.publishedAt);
    answers['/arrests'] = sends(rss(address('/'), [{ ...FIRE_ARREST, link: address('/fire-arrest') }]), {
      'content-type': 'application/rss+xml',
    });
    await read();
    await deliver();
    expect(told()).toMatchObject({ edits: 2 });
    answers['/dock-fire'] = answersWith(410);
    answers['/fire-arrest'] = sends(page(FIRE_ARREST.title, FIRE_ARREST.text));
    await pass(FIRST_VISIT_MS);
    expect([stage.chat.edits.length, stage.chat.replies.length]).toEqual([4, 4]);
    expect(stage.chat.edits.at(-1)?.post.sources).toMatchObject([{ n: 2, source: 'Tidings' }]);
    expect(stage.chat.edits.at(-1)?.post.footer).toMatch(/^Carried by 1 outlet, 1 independent/);
    expect(wordsOf(stage.chat.replies.at(-1)!.post)).toContain('Orlvik Gazette has withdrawn');
  });
});

describe('an article whose text the feed brought', () => {
  beforeEach(() => open(FIRE_BREAKS.text));

  it('is not corrected by what its page has always said', async () => {
    answers['/dock-fire'] = dockFire(
      `Photograph: Bo Lindahl\n\n${FIRE_BREAKS.text}\n\nThe port handled 412 ships in June.`,
    );
    for (let asks = 0; asks < 6; asks++) await pass(asks === 0 ? FIRST_VISIT_MS : SECOND_VISIT_MS);
    expect(told()).toEqual(UNTOLD);
  });

  it('is withdrawn where its page stood once and then does not', async () => {
    await pass(FIRST_LOOK_AFTER_MS);
    answers['/dock-fire'] = answersWith(404);
    await confirmed();
    expect(told()).toMatchObject({ edits: 2, replies: { length: 2 } });
  });

  it('is withdrawn where its page is gone for good, seen before or not', async () => {
    answers['/dock-fire'] = answersWith(410);
    await pass(FIRST_LOOK_AFTER_MS);
    expect(told()).toMatchObject({ edits: 2, replies: { length: 2 } });
  });

  it('stays as it is where its page was never there: the feed’s links are wrong, or robots are not shown it', async () => {
    answers['/dock-fire'] = answersWith(404);
    for (let asks = 0; asks < 8; asks++) await pass(asks === 0 ? FIRST_LOOK_AFTER_MS : SECOND_VISIT_MS);
    expect(told()).toEqual(UNTOLD);
  });

  it('stays as it is where its page never held it, and says that there is nothing', async () => {
    answers['/dock-fire'] = sends(page('Page not found', 'Sorry, this page could not be found.'));
    for (let asks = 0; asks < 8; asks++) await pass(asks === 0 ? FIRST_LOOK_AFTER_MS : SECOND_VISIT_MS);
    expect(told()).toEqual(UNTOLD);
  });

  it('is not compared with a consent page that stood there at first', async () => {
    const consent = sends(
      page('Before you continue', 'We and our 812 partners store cookies on your device. '.repeat(40)),
    );
    answers['/dock-fire'] = consent;
    await pass(FIRST_LOOK_AFTER_MS);
    answers['/dock-fire'] = dockFire();
    await pass(SECOND_VISIT_MS);
    answers['/dock-fire'] = dockFire(FIRE_BREAKS.text.replace('310 people', '130 people'));
    await confirmed(3 * SECOND_VISIT_MS);
    expect(told()).toMatchObject({ edits: 2, replies: { length: 2 } });
  });

  it('is corrected by what its page says otherwise later', async () => {
    answers['/dock-fire'] = dockFire();
    await pass(FIRST_VISIT_MS);
    answers['/dock-fire'] = dockFire(FIRE_BREAKS.text.replace('310 people', '130 people'));
    await confirmed(SECOND_VISIT_MS);
    expect(told().replies).toEqual(Array(2).fill(expect.stringMatching(/new figure: 130.*figure gone: 310/)));
  });

  it('is withdrawn where its feed says so in its place', async () => {
    answers['/rss'] = feedWith('This story has been withdrawn by the editors.');
    stage.clock.advance(HOUR_MS);
    answers['/dock-fire'] = answersWith(403);
    await read();
    await deliver();
    expect(told()).toMatchObject({ edits: 2, replies: { length: 2 } });
  });
});
