import { describe, expect, it } from 'vitest';
import { FORUM_POST_MAX_TAGS, titleOf, UNHEARD_POST_MS } from '../../../adapters/discord/forums.ts';
import { THREAD_NAME_MAX_CHARS } from '../../../adapters/discord/threads.ts';
import type { Post } from '../../../src/model.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { APPLICATION, FORUM } from './peer.ts';
import { threadOf } from './peer-server.ts';
import { eventually, inForum, refusal, useStage } from './stage.ts';

const stage = useStage();
const ALERT: Post = saying('All are safe.', {
  headline: { text: 'Ferry runs aground' },
  footer: 'Carried by 3 outlets · watchlist Harbour · story s_1',
});
const opened = () => stage.callsTo('POST', new RegExp(`^/channels/${FORUM}/threads$`));
const forumWith = (tags: readonly object[], more: object = {}) =>
  Object.assign(stage.peer.channels.get(FORUM)!, { available_tags: tags, ...more });
const tag = (id: string, name: string, moderated = false) => ({
  id,
  name,
  moderated,
  emoji_id: null,
  emoji_name: null,
});

describe('A story in a forum', () => {
  it('is a post with a title, and what follows goes into it', async () => {
    await stage.connect();
    const ref = await stage.chat.post(inForum, ALERT, { key: 'k' });
    expect(ref.channel.channel).not.toBe(FORUM);
    expect(opened()[0]!.body).toMatchObject({
      name: 'Ferry runs aground',
      message: { embeds: [{ title: 'Ferry runs aground' }] },
    });
    await stage.chat.edit(ref, { ...ALERT, footer: 'Carried by 4 outlets' });
    const update = await stage.chat.post(inForum, saying('Towed free.'), { key: 'l', replyTo: ref });
    expect(update.channel.channel).toBe(ref.channel.channel);
    expect(stage.peer.seen()).toMatchObject([
      { id: ref.id, edited: true, text: expect.stringContaining('4 outlets') },
      { text: 'Towed free.', replyTo: ref.channel.channel },
    ]);
    expect(opened()).toHaveLength(1);
  });

  it('has the tags whose words stand in its watchlist and headline, and none that only moderators give', async () => {
    await stage.connect();
    await stage.chat.post(inForum, ALERT, { key: 'k' });
    expect(opened()[0]!.body.applied_tags).toEqual(['1']);
  });

  it('has five tags at most, those of the watchlist first', async () => {
    const words = ['ferry', 'runs', 'aground', 'carried', 'by', 'story', 'harbour'];
    forumWith(words.map((name, i) => tag(String(i + 1), name)));
    await stage.connect();
    await stage.chat.post(inForum, ALERT, { key: 'k' });
    expect(opened()[0]!.body.applied_tags).toEqual(['4', '5', '6', '7', '1']);
    expect(FORUM_POST_MAX_TAGS).toBe(5);
  });

  it.each([
    [[tag('7', 'Sport'), tag('8', 'News')], '8'],
    [[tag('7', 'Sport'), tag('9', 'Culture')], '7'],
  ])('where a tag is required and none fits, has one all the same', async (tags, expected) => {
    forumWith(tags, { flags: 16 });
    await stage.connect();
    await stage.chat.post(inForum, ALERT, { key: 'k' });
    expect(opened()[0]!.body.applied_tags).toEqual([expected]);
  });

  it('is opened once for one key, also where both calls overlap', async () => {
    await stage.connect();
    const refs = await Promise.all([1, 2].map(() => stage.chat.post(inForum, ALERT, { key: 'k' })));
    refs.push(await stage.chat.post(inForum, ALERT, { key: 'k' }));
    expect(new Set(refs.map(({ id }) => id)).size).toBe(1);
    expect(opened()).toHaveLength(1);
  });

  it('of the same title but another key is another post', async () => {
    await stage.connect();
    const refs = [
      await stage.chat.post(inForum, ALERT, { key: 'k' }),
      await stage.chat.post(inForum, ALERT, { key: 'l' }),
    ];
    expect(refs[0]!.id).not.toBe(refs[1]!.id);
  });

  it('is not opened twice where Discord’s answer was lost', async () => {
    await stage.connect();
    stage.peer.fail('POST /channels', { lost: true });
    await expect(stage.chat.post(inForum, ALERT, { key: 'k' })).rejects.toMatchObject({ code: 'unavailable' });
    await stage.peer.command('help'); // by now the gateway has told of it
    const ref = await stage.chat.post(inForum, ALERT, { key: 'k' });
    expect(opened()).toHaveLength(1);
    await stage.chat.edit(ref, saying('Now.'));
    expect(stage.shown()[0]).toBe('Now.');
  });

  it.each([
    ['yesterday', 86_400_000, 1],
    ['a minute ago, by a run that fell over,', 60_000, 0],
  ])('of the same title that was opened %s is %3$i new one', async (_when, ageMs, created) => {
    const id = String(BigInt(Date.now() - ageMs - 1_420_070_400_000) << 22n);
    const before = threadOf(id, FORUM, 'Ferry runs aground', APPLICATION);
    (stage.peer.channels as Map<string, unknown>).set(id, before);
    await stage.connect();
    await stage.chat.post(inForum, ALERT, { key: 'k' });
    expect(opened()).toHaveLength(created);
    expect(UNHEARD_POST_MS).toBe(600_000);
  });

  it('is opened again by an edit once it was archived', async () => {
    await stage.connect();
    const ref = await stage.chat.post(inForum, ALERT, { key: 'k' });
    stage.peer.archive(ref.channel.channel);
    await stage.chat.edit(ref, saying('Now.'));
    expect(stage.shown()).toEqual(['Now.']);
    expect(stage.peer.channels.get(ref.channel.channel)?.thread_metadata?.archived).toBe(false);
  });

  it('that can’t be opened again is not edited', async () => {
    await stage.connect();
    const ref = await stage.chat.post(inForum, ALERT, { key: 'k' });
    stage.peer.archive(ref.channel.channel);
    stage.peer.fail(`PATCH /channels/${ref.channel.channel}`, refusal(400, 50083));
    stage.peer.fail(`PATCH /channels/${ref.channel.channel}`, refusal(403, 50013));
    await expect(stage.chat.edit(ref, saying('Now.'))).rejects.toMatchObject({ code: 'edit_refused' });
  });

  it('whose post was deleted is not a forum that was: a new one tells what is new', async () => {
    await stage.connect();
    const ref = await stage.chat.post(inForum, ALERT, { key: 'k' });
    (stage.peer.channels as Map<string, unknown>).delete(ref.channel.channel);
    await expect(stage.chat.edit(ref, ALERT)).rejects.toMatchObject({ code: 'edit_refused' });
    const again = await stage.chat.post(
      inForum,
      { ...ALERT, headline: { text: 'New in: Ferry' } },
      { key: 'l', replyTo: ref },
    );
    expect(again.channel.channel).not.toBe(ref.channel.channel);
    expect(opened()).toHaveLength(2);
  });

  it('is found to be one where the gateway has not said so', async () => {
    await stage.connect();
    const hidden = '940000000000000001';
    (stage.peer.channels as Map<string, unknown>).set(hidden, { ...stage.peer.channels.get(FORUM)!, id: hidden });
    const ref = await stage.chat.post({ ...inForum, channel: hidden }, ALERT, { key: 'k' });
    expect(ref.channel.channel).not.toBe(hidden);
    expect(stage.shown()).toHaveLength(1);
  });

  it('is muted, by its button, in the forum', async () => {
    await stage.connect();
    await stage.chat.post(inForum, { ...ALERT, actions: [{ id: 'mute:s_1', label: 'Mute' }] }, { key: 'k' });
    await eventually(() => expect(stage.peer.messages).toHaveLength(1));
    await stage.peer.press('mute:s_1', stage.peer.messages[0]!);
    expect(stage.requests[0]!.channel).toEqual(inForum);
  });
});

describe('Its title', () => {
  it.each<[Pick<Post, 'headline' | 'blocks'>, string | RegExp]>([
    [{ headline: { text: 'x'.repeat(300) }, blocks: [] }, /^x{99}…$/],
    [saying('No headline, but words.'), 'No headline, but words.'],
    [{ blocks: [{ kind: 'code', text: 'one\ntwo' }] }, 'one'],
    [{ blocks: [] }, 'News'],
    [{ headline: { text: '@everyone\u202e out' }, blocks: [] }, '@\u200beveryone out'],
  ])('of %j', (post, title) => {
    expect(titleOf(post)).toMatch(title);
    expect(titleOf(post).length).toBeLessThanOrEqual(THREAD_NAME_MAX_CHARS);
  });
});
