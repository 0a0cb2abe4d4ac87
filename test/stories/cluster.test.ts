import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseStory, MAX_STORIES_COMPARED } from '../../src/stories/cluster.ts';
import { MemoryArchive } from './archive.ts';
import { FERRY, FREIGHTER, STRIKE, type Told, VACCINE } from './events.ts';

const articlesOf = (told: readonly Told[]) => told.map((each, index) => ({ ...each, id: `${each.event}-${index}` }));
const EVENTS = [FERRY, STRIKE, VACCINE, FREIGHTER].flatMap(articlesOf);
const EXPECTED = [FERRY, STRIKE, VACCINE, FREIGHTER]
  .map((told) =>
    articlesOf(told)
      .map(({ id }) => id)
      .sort()
      .join(' '),
  )
  .sort();

/** Ten days after the ferry ran aground. */
const FOLLOW_UP = {
  id: 'inquiry',
  title: 'Inquiry into Aurelia grounding questions Lindevik shipyard managers',
  text: 'A parliamentary inquiry heard on Friday that managers at the Lindevik shipyard had signed off repairs which were never made. Prosecutors seized computers from the yard and two managers were suspended. The inquiry was set up after the ferry Aurelia ran aground; it will question ministers about budget cuts, procurement and the sale of the yard to investors.',
  publishedAt: '2031-03-14T09:00:00.000Z',
};

/** Two days before it, on the same crossing. */
const BACKGROUND = {
  id: 'background',
  title: 'What it would cost to replace the ferries of the northern sound',
  text: 'Thirty years is old for a ferry, and most of those that sail from Lindevik are older. The company would like to run on hydrogen by the end of the decade, but a new vessel costs more than it earns in ten years.\n\nIslanders on Skarnholm want more crossings in winter. The harbour is too shallow for larger ships, and dredging it would take three summers. A plan for a tunnel was given up when the price of steel rose.',
  publishedAt: '2031-03-02T06:00:00.000Z',
};

/** Two days after it, with what was found since. */
const DEVELOPMENT = {
  id: 'development',
  title: 'Divers find crack in rudder of ferry Aurelia that hit Skarnholm reef',
  text: 'Divers have found a crack in the rudder of the ferry Aurelia, which ran aground on the reef at Skarnholm with 214 people aboard, the coastguard said on Thursday.\n\nLifeboats took all passengers ashore after the rudder failed near Lindevik. The hull is whole, and the ferry can be towed off the reef, inspectors said.',
  publishedAt: '2031-03-06T10:00:00.000Z',
};

function fileAll(
  articles: readonly { id: string; title: string; text: string; publishedAt?: string }[],
): MemoryArchive {
  const archive = new MemoryArchive();
  for (const article of articles) archive.file(article);
  return archive;
}

describe('which story an article belongs to', () => {
  it('brings the same event in other words together and keeps neighbouring events apart', () => {
    expect(fileAll(EVENTS).partition()).toEqual(EXPECTED);
  });

  it('comes to the same stories whatever the order of arrival', () => {
    const orders = fc.shuffledSubarray(EVENTS, { minLength: EVENTS.length, maxLength: EVENTS.length });
    fc.assert(
      fc.property(orders, (order) => {
        expect(fileAll(order).partition()).toEqual(EXPECTED);
      }),
      { numRuns: 40 },
    );
  });

  it('comes to the same stories where no outlet gives a time', () => {
    const untimed = EVENTS.map(({ id, title, text }) => ({ id, title, text }));
    expect(fileAll(untimed).partition()).toEqual(EXPECTED);
  });

  it('takes in a report that is days late', () => {
    const [late, ...others] = articlesOf(FERRY);
    const archive = fileAll([...others, ...articlesOf(STRIKE), { ...late!, publishedAt: '2031-03-09T07:10:00.000Z' }]);
    expect(archive.storyOf(late!.id)).toBe(archive.storyOf(others[0]!.id));
  });

  it('works on single lines', () => {
    const lines = EVENTS.map(({ id, title, publishedAt }) => ({ id, title, text: title, publishedAt }));
    const archive = fileAll(lines);
    expect(archive.storyOf('ferry-0')).toBe(archive.storyOf('ferry-1'));
    expect(archive.storyOf('ferry-0')).not.toBe(archive.storyOf('strike-0'));
    expect(archive.storyOf('ferry-0')).not.toBe(archive.storyOf('freighter-0'));
  });

  it('keeps apart what happens in one town, and no more', () => {
    const archive = fileAll([
      {
        id: 'chess',
        title: 'Morrow school wins chess cup',
        text: 'The school of Morrow won the cup; its captain is nine years old.',
      },
      {
        id: 'comet',
        title: 'Comet seen over Morrow',
        text: 'A comet was seen over Morrow on Sunday. It will be back in 76 years.',
      },
    ]);
    expect(archive.partition()).toHaveLength(2);
  });

  it('keeps briefs of a line or two apart that share little more than a word', () => {
    const archive = fileAll([
      {
        id: 'resigns',
        title: 'Mayor resigns',
        text: 'The mayor resigned on Monday, hours after an audit of the city.',
      },
      {
        id: 'shelled',
        title: 'Mayor: four killed',
        text: 'Drones hit Larkham overnight and killed four, the mayor said.',
      },
    ]);
    expect(archive.partition()).toHaveLength(2);
  });

  it('links a follow-up that is another event', () => {
    const archive = fileAll(EVENTS);
    const followUp = archive.file(FOLLOW_UP);
    expect(followUp.storyId).toBeUndefined();
    expect(followUp.follows).toBe(archive.storyOf('ferry-0'));
  });

  it.each([0, 1, 2])('links it whenever it arrives among the reports (%i)', (place) => {
    const reports = articlesOf(FERRY);
    const archive = fileAll([...reports.slice(0, place), FOLLOW_UP, ...reports.slice(place)]);
    expect(archive.partition()).toContain('inquiry');
  });

  it('links the later story to one that arrives after it', () => {
    const archive = fileAll([FOLLOW_UP]);
    const choices = articlesOf(FERRY).map((article) => archive.file(article));
    expect(choices.map(({ followedBy }) => followedBy)).toContain(archive.storyOf('inquiry'));
  });

  it('keeps a piece on the topic that came out before the event from its story', () => {
    const archive = fileAll([BACKGROUND, ...articlesOf(FERRY)]);
    expect(archive.partition()).toContain('background');
    expect(archive.partition()).toContain('ferry-0 ferry-1 ferry-2');
  });

  it('lets no event go on from a piece that tells of no day', () => {
    const piece = {
      id: 'portrait',
      title: 'The ferry Aurelia: thirty years on one crossing',
      text: 'The ferry Aurelia has sailed past Skarnholm for thirty years. Her crews have danced at each other\u2019s weddings, and the stewardess sells the same almond cakes as her mother did. A new vessel is on order, with cabins for winter nights and a cinema, but nobody on the pier at Lindevik believes in it until it comes round the headland.',
      publishedAt: '2031-03-02T06:00:00.000Z',
    };
    const choices = [piece, ...articlesOf(FERRY)].map((article, at, all) => fileAll(all.slice(0, at)).file(article));
    expect(choices.map(({ follows }) => follows)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('keeps a story together that goes on for days', () => {
    const archive = fileAll([...EVENTS, DEVELOPMENT]);
    expect(archive.storyOf('development')).toBe(archive.storyOf('ferry-0'));
  });

  it('opens a story where nothing resembles the article', () => {
    const choice = fileAll(articlesOf(FERRY)).file({
      id: 'x',
      title: 'Chess prodigy wins title',
      text: 'A boy of nine has won the open.',
    });
    expect(choice).toEqual({ merges: [], moves: [], splits: [] });
  });

  it('does not compare an article with itself when it is filed again', () => {
    const archive = fileAll(articlesOf(VACCINE));
    const own = archive.features.get('vaccine-0')!;
    const choice = chooseStory({ features: own, neighbours: [own] });
    expect(choice).toEqual({ merges: [], moves: [], splits: [] });
  });
});

describe('merging and moving', () => {
  it('merges two stories when an article shows that they are one, and keeps the name of the larger', () => {
    const archive = new MemoryArchive();
    for (const article of articlesOf(FERRY)) archive.file(article);
    const [first, ...rest] = [...archive.features.values()];
    archive.features.set(first!.articleId, { ...first!, storyId: 'astray' });
    const choice = archive.file({ ...articlesOf(FERRY)[1]!, id: 'again' });
    expect(choice.storyId).toBe(rest[0]!.storyId);
    expect(choice.merges).toEqual(['astray']);
  });

  it('moves an article that was filed with the wrong story', () => {
    const archive = fileAll(EVENTS);
    const misfiled = archive.features.get('strike-0')!;
    archive.features.set('strike-0', { ...misfiled, storyId: archive.storyOf('ferry-0') });
    const choice = archive.file({
      id: 'strike-9',
      title: 'Velmora tram drivers stay out over night shifts',
      text: `${STRIKE[1]!.text} Drivers in Velmora stay out for a second day over night shifts and rest breaks, their union said.`,
      publishedAt: '2031-03-04T16:00:00.000Z',
    });
    expect(choice.moves).toEqual([{ articleId: 'strike-0', storyId: archive.storyOf('strike-1') }]);
    expect(archive.partition()).toContain('ferry-0 ferry-1 ferry-2');
  });

  it('never leaves a story empty by moving its articles: that is a merge', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 }), { minLength: EVENTS.length, maxLength: EVENTS.length }), (names) => {
        const archive = fileAll(EVENTS);
        for (const [index, { id }] of EVENTS.entries()) {
          archive.features.set(id, { ...archive.features.get(id)!, storyId: `named ${names[index]}` });
        }
        const before = new Set([...archive.features.values()].map((features) => features.storyId));
        const choice = archive.file({ ...EVENTS[0]!, id: 'new' });
        const after = new Set([...archive.features.values()].map((features) => features.storyId));
        for (const story of before) expect(after.has(story) || choice.merges.includes(story)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('bounds', () => {
  it('files 500 copies of one text as one story, each a copy of the first', () => {
    const archive = new MemoryArchive();
    const text = FERRY.map((told) => told.text).join('\n\n');
    const started = performance.now();
    const origins = new Set<string | undefined>();
    for (let copy = 0; copy < 500; copy += 1) {
      const { copyOf } = archive.file({
        id: `copy ${copy}`,
        title: FERRY[0]!.title,
        text,
        publishedAt: FERRY[0]!.publishedAt,
      });
      if (copy > 0) origins.add(copyOf);
    }
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(archive.partition()).toHaveLength(1);
    expect([...origins]).toEqual(['copy 0']);
  });

  it('files an empty article alone', () => {
    const archive = fileAll(EVENTS);
    expect(archive.file({ id: 'empty', title: '', text: '' })).toEqual({ merges: [], moves: [], splits: [] });
    expect(archive.file({ id: 'empty too', title: '', text: '' })).toEqual({ merges: [], moves: [], splits: [] });
  });

  it('takes two megabytes of one article in its stride', () => {
    const archive = fileAll(EVENTS);
    const text = `${FERRY[0]!.text}\n\n`.repeat(Math.ceil(2_000_000 / FERRY[0]!.text.length));
    expect(archive.file({ id: 'huge', title: FERRY[0]!.title, text, publishedAt: FERRY[0]!.publishedAt }).storyId).toBe(
      archive.storyOf('ferry-0'),
    );
  });

  it('compares an article with the nearest stories only', () => {
    const archive = fileAll(articlesOf(FERRY));
    const own = archive.features.get('ferry-0')!;
    const neighbours = Array.from({ length: 150 }, (_, at) => ({ ...own, articleId: `n ${at}`, storyId: `n ${at}` }));
    const { merges } = chooseStory({ features: own, neighbours });
    expect(merges).toHaveLength(MAX_STORIES_COMPARED - 1);
  });

  it('ignores neighbours whose profile is of another shape', () => {
    const { features } = fileAll(articlesOf(FERRY));
    const neighbours = [...features.values()].map((each, index) => ({
      ...each,
      profile: [null, 'old', { terms: 3 }][index],
    }));
    expect(chooseStory({ features: features.get('ferry-0')!, neighbours })).toEqual({
      merges: [],
      moves: [],
      splits: [],
    });
  });
});
