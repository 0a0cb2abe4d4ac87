import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONVERSATION_MS, CONVERSATION_TURNS } from '../../src/newsroom/question-desk.ts';
import { FIRE_ARREST, FIRE_BREAKS, FIRE_RETOLD, PARLIAMENT_VOTE, TRAM_STRIKE } from './articles.ts';
import { DAY_MS, openStage, POLICY, type Stage } from './stage.ts';

let stage: Stage;
const OWNERS = new Map([
  ['Orlvik Gazette', 'Fjord Media'],
  ['Orlvik Herald', 'Fjord Media'],
]);

async function open(owners: ReadonlyMap<string, string>): Promise<Stage> {
  const opened = await openStage({ policy: { ...POLICY, owners } });
  opened.clock.advance(DAY_MS);
  for (const [source, item] of [
    ['Orlvik Gazette', FIRE_BREAKS],
    ['Orlvik Herald', FIRE_RETOLD],
    ['Tidings', FIRE_ARREST],
    ['Orlvik Gazette', TRAM_STRIKE],
    ['Orlvik Gazette', PARLIAMENT_VOTE],
  ] as const)
    await opened.newsroom.ingest({ ...item, source, id: item.guid!, url: item.link! });
  return opened;
}

beforeEach(async () => {
  stage = await open(new Map());
});

afterEach(() => stage.close());

const ask = (question: string, conversation?: string) => stage.newsroom.ask(question, conversation);

describe('a question', () => {
  it('is answered with verbatim evidence that names outlet and address', async () => {
    const answer = await ask('how many workers were injured in the fire at the grain dock in Orlvik?');
    expect(answer).toMatchObject({ abstained: false, answer: expect.stringMatching(/four/i) });
    const texts = [FIRE_BREAKS, FIRE_RETOLD, FIRE_ARREST].map(({ title, text }) => `${title}\n${text}`).join('\n');
    const links = [FIRE_BREAKS, FIRE_RETOLD, FIRE_ARREST].map(({ link }) => link);
    for (const { quote, url } of answer.evidence) {
      expect(texts).toContain(quote);
      expect(links).toContain(url);
    }
  });

  it('that no article answers is refused, with the nearest coverage', async () => {
    const answer = await ask('was the mayor of Velmora arrested?');
    expect(answer).toMatchObject({
      abstained: true,
      evidence: [],
      answer: expect.stringContaining('Not in our coverage'),
    });
    expect(answer.nearest.length).toBeGreaterThan(0);
  });

  it('about what nobody has written is refused', async () => {
    expect(await ask('who won the chess championship in Reykjavik?')).toMatchObject({ abstained: true, evidence: [] });
  });

  it('counts outlets of one owner once', async () => {
    const question = 'how many workers were injured in the fire at the grain dock in Orlvik?';
    const before = await ask(question);
    expect([before.answer, before.independentSources]).toEqual([expect.stringMatching(/four/i), 3]);
    const owned = await open(OWNERS);
    expect((await owned.newsroom.ask(question)).independentSources).toBe(2);
    await owned.close();
  });
});

describe('a conversation', () => {
  it('goes on with a follow-up', async () => {
    await ask('who cut the herring quota?', 'c1');
    const followUp = await ask('and when?', 'c1');
    expect(followUp.question).toMatch(/herring/);
    expect(followUp).toMatchObject({ abstained: false, answer: expect.stringMatching(/Tuesday|4 March 2031/) });
  });

  it('is its own: a follow-up elsewhere has nothing to follow', async () => {
    await ask('who cut the herring quota?', 'c1');
    for (const other of ['c2', undefined]) expect((await ask('and when?', other)).question).not.toMatch(/herring/);
  });

  it('never turns a refusal into a fact', async () => {
    await ask('was the mayor of Velmora arrested?', 'c1');
    expect((await ask('and when?', 'c1')).abstained).toBe(true);
  });

  it('is forgotten after a while', async () => {
    await ask('who cut the herring quota?', 'c1');
    const conversations = stage.world.state.collection('conversations');
    expect(await conversations.get('c1')).toHaveLength(1);
    expect(CONVERSATION_MS).toBeLessThanOrEqual(60 * 60_000);
  });

  it('keeps its last turns only', async () => {
    for (let n = 0; n < CONVERSATION_TURNS + 2; n++) await ask(`who was injured in ${2000 + n}?`, 'c1');
    expect(await stage.world.state.collection('conversations').get('c1')).toHaveLength(CONVERSATION_TURNS);
  });
});

describe('a brief', () => {
  it('is found by topic, by story id, and in other words', async () => {
    const byTopic = await stage.newsroom.brief('fire Orlvik');
    expect(byTopic.headline).toMatch(/fire/i);
    expect((await stage.newsroom.brief(byTopic.storyId)).storyId).toBe(byTopic.storyId);
    expect((await stage.newsroom.brief('the herring quota')).headline).toMatch(/herring/);
  });

  it('keeps to the words that it is given', async () => {
    const words = ({ sentences }: { sentences: readonly { text: string }[] }) =>
      sentences.flatMap(({ text }) => text.split(/\s+/)).length;
    expect(words(await stage.newsroom.brief('fire Orlvik', 40))).toBeLessThanOrEqual(40);
  });

  it('cites only sources that it lists, and its sentences are the articles’ own', async () => {
    const brief = await stage.newsroom.brief('fire Orlvik');
    const listed = new Set(brief.sources.map(({ n }) => n));
    for (const { citations } of [...brief.sentences, ...brief.timeline]) {
      expect(citations.length).toBeGreaterThan(0);
      expect(citations.filter((n) => !listed.has(n))).toEqual([]);
    }
  });

  it.each(['', '   ', 'the', 'zeppelins', '" OR 1=1 --', '*'])('about “%s” is not found, in words', async (topic) => {
    await expect(stage.newsroom.brief(topic)).rejects.toMatchObject({ code: 'not_found', hint: expect.any(String) });
  });
});
