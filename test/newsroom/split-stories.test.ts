import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Brief, Delivery } from '../../src/model.ts';
import { inheritances } from '../../src/newsroom/inheritance.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD } from './articles.ts';
import { CITY_DESK, FOREIGN_DESK, type Item, MARA, openStage, type Stage, wordsOf } from './stage.ts';

const GAZETTE = 'https://gazette.example/rss';
const HERALD = 'https://herald.example/rss';
const TIDINGS = 'https://tidings.example/rss';
const at = (time: string): string => `2031-03-04T${time}:00.000Z`;

/** Another fire of that day in that town, in words so like those of the first that both are filed as one, until more is known. */
const MILL_BREAKS: Item = {
  link: 'https://gazette.example/news/mill-fire',
  title: 'Fire at Orlvik paper mill forces two streets to be cleared',
  publishedAt: at('13:05'),
  text: `A fire broke out at the paper mill in Orlvik on Tuesday afternoon and two streets were cleared, the fire service said.

Flames spread from a store of waste paper to a roof before forty firefighters brought them under control. The town of Orlvik opened a school for those who had to leave.

Fire chief Runa Halvorsen said that a welder had probably set the paper alight. Nobody was hurt. The mill belongs to the company Papirhus, which employs 90 people in Orlvik. Police have closed the mill road and asked people who live nearby to keep their windows shut. The store held about two hundred tonnes of waste paper when the fire began, the company said.`,
};
const MILL_RETOLD: Item = {
  link: 'https://herald.example/mill',
  title: 'Papirhus mill burns in Orlvik, two streets cleared',
  publishedAt: at('14:20'),
  text: `The paper mill of Papirhus in Orlvik burned on Tuesday afternoon and people in two streets had to leave their homes.

Forty firefighters fought the flames, which had begun in a store of waste paper and reached the roof. A school was opened for those who could not stay at home. Nobody was hurt.

A welder had probably set the waste paper alight, Runa Halvorsen of the fire service said. Papirhus said that the store had held two hundred tonnes of waste paper and that the mill would stand still for a week.`,
};
const MILL_WELDER: Item = {
  link: 'https://tidings.example/mill',
  title: 'Welder at Papirhus mill had no permit, inspectors say',
  publishedAt: at('16:20'),
  text: `The welder who is thought to have set alight the waste paper at the Papirhus mill in Orlvik had no permit to work there, inspectors said on Tuesday.

The paper mill burned on Tuesday afternoon and two streets were cleared. Forty firefighters fought the flames, which reached the roof from the store of waste paper.

Papirhus said that it would look into the permit. The mill will stand still for a week, and those who had to leave their homes can return from the school on Wednesday.`,
};
const DOCK_LATER: Item = { ...FIRE_RETOLD, publishedAt: at('16:50') };
const DOCK_ARREST: Item = { ...FIRE_ARREST, publishedAt: at('17:10') };

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
  for (const [url, outlet] of [
    [GAZETTE, 'Orlvik Gazette'],
    [HERALD, 'Orlvik Herald'],
    [TIDINGS, 'Tidings'],
  ] as const)
    await stage.subscribe(url, outlet, []);
});

afterEach(() => stage.close());

const watch = (query: string, channel = FOREIGN_DESK) =>
  stage.newsroom.watchlists.add({ query, name: query, owner: MARA, channel });

/** One story that tells both fires, and is posted. */
async function tellBoth(): Promise<void> {
  await stage.publish(GAZETTE, [FIRE_BREAKS]);
  await stage.publish(GAZETTE, [MILL_BREAKS]);
  await stage.publish(HERALD, [MILL_RETOLD]);
  await stage.publish(TIDINGS, [MILL_WELDER]);
  await stage.publish(HERALD, [DOCK_LATER]);
  expect(await stage.newsroom.stories(undefined)).toHaveLength(1);
}

async function split(): Promise<void> {
  await stage.publish(TIDINGS, [DOCK_ARREST]);
  expect(await stage.newsroom.stories(undefined)).toHaveLength(2);
}

describe('a story that comes apart after it was posted', () => {
  it('is not posted again in that channel: the news of the part are a reply under the post that told it', async () => {
    await watch('Orlvik');
    await tellBoth();
    const replies = stage.chat.replies.length;
    await split();
    expect(stage.chat.alerts).toHaveLength(1);
    expect(stage.chat.replies.slice(replies)).toMatchObject([{ replyTo: { id: '1' }, channel: FOREIGN_DESK }]);
    const said = wordsOf(stage.chat.replies.at(-1)!.post);
    expect(said).toMatch(/Torben Lie/);
    expect(said).not.toMatch(/second source|paper mill/);
  });

  it('goes on under that post, in another process too, and each news is said once', async () => {
    await watch('Orlvik');
    await tellBoth();
    await split();
    const replies = stage.chat.replies.length;
    await stage.publish(GAZETTE, [
      {
        link: 'https://gazette.example/news/dock-fire-released',
        title: 'Safety manager freed after Orlvik grain dock fire',
        publishedAt: at('19:30'),
        text: `A judge in Orlvik has freed the safety manager of the grain trader Fjordkorn, Torben Lie, who was arrested after the fire at its grain dock that injured four workers.

Judge Maren Holt ruled that the dust alarm on the conveyor belt had failed by itself, as two engineers of the port had testified. The fire destroyed 6,400 tonnes of barley in the two silos of the dock, the port of Orlvik said.

Prosecutor Sigrid Aune said that she would appeal to the court in Stensund. The four workers remain at the Saint Brage hospital.`,
      },
    ]);
    await (await stage.another()).deliver([stage.chat]);
    expect(stage.chat.alerts).toHaveLength(1);
    expect(stage.chat.replies.slice(replies)).toMatchObject([{ replyTo: { id: '1' } }]);
    expect(wordsOf(stage.chat.replies.at(-1)!.post)).toMatch(/Maren Holt/);
  });

  it('leaves the post of the other part as it is', async () => {
    await watch('Orlvik');
    await tellBoth();
    const edits = stage.chat.edits.length;
    await split();
    expect(stage.chat.edits).toHaveLength(edits);
  });

  it('is a post of its own in a channel that was told of neither', async () => {
    await watch('Orlvik');
    await tellBoth();
    await watch('arrested', CITY_DESK);
    await split();
    expect(stage.chat.alerts.map(({ channel }) => channel.channel)).toEqual(['foreign', 'city']);
  });

  it('stays muted where it was muted', async () => {
    await watch('Orlvik');
    await tellBoth();
    const [story] = await stage.newsroom.stories(undefined);
    await stage.newsroom.storyDesk.mute({ storyId: story!.id, channel: FOREIGN_DESK, by: MARA });
    const posted = stage.chat.posted.length;
    await split();
    expect(stage.chat.posted).toHaveLength(posted);
    for (const { id } of await stage.newsroom.stories(undefined))
      expect(await stage.store.marks.of(id)).toMatchObject([{ kind: 'muted', channel: FOREIGN_DESK }]);
  });
});

describe('what a channel was told of articles that leave a story', () => {
  const source = (n: number, title: string) => ({
    n,
    articleId: `a${n}`,
    source: `Outlet ${n}`,
    title,
    publishedAt: at('12:00'),
  });
  const brief: Brief = {
    storyId: 's1',
    storyRevision: 3,
    headline: 'A dock burns',
    sentences: [
      { text: 'A dock burnt.', citations: [1] },
      { text: 'A mill burnt.', citations: [2] },
    ],
    disagreements: [],
    timeline: [],
    sources: [source(1, 'A dock burns'), source(2, 'A mill burns'), source(3, 'A tram stops')],
    carriedBy: 3,
    independentSources: 3,
  };
  const delivery: Delivery = {
    alertId: 'al_1',
    channel: FOREIGN_DESK,
    message: { id: '1', channel: FOREIGN_DESK },
    deliveredAt: at('12:10'),
    storyId: 's1',
    storyRevision: 3,
    brief,
  };
  const inherited = (articleIds: readonly string[], told: Delivery) =>
    inheritances(
      {
        outbox: {
          ...stage.store.outbox,
          channelsOf: async (storyId) => (storyId === 's1' ? [FOREIGN_DESK] : []),
          standing: async () => ({ delivery: told }),
        },
        marks: stage.store.marks,
      },
      { departures: () => articleIds.map((id) => ({ from: 's1', to: 's2', articleIds: [id] })) },
    );

  it('is what its post says from them', async () => {
    expect(await inherited(['a2', 'a3'], delivery)).toMatchObject([
      { delivery: { storyId: 's2', inDigest: true, brief: { sentences: [{ text: 'A mill burnt.' }] } } },
    ]);
  });

  it.each([
    ['a post that says nothing from them', ['a3'], delivery],
    ['a digest that had another headline', ['a2'], { ...delivery, inDigest: true }],
  ])('is nothing in %s', async (_, articleIds, told) => {
    expect(await inherited(articleIds, told)).toEqual([]);
  });

  it('is the headline in a digest', async () => {
    expect(await inherited(['a1'], { ...delivery, inDigest: true })).toHaveLength(1);
  });
});
