import { describe, expect, it, vi } from 'vitest';
import { ALT_MAX_CHARS, paint } from '../../../adapters/discord/pictures.ts';
import type { CoverageChart, Post } from '../../../src/model.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { SILENT_LOG } from './log.ts';
import { CHANNEL } from './peer.ts';
import { ROLE } from './peer-server.ts';
import { eventually, inChannel, inForum, useStage } from './stage.ts';

const stage = useStage();
const ATTACH = String(1n << 15n);
const CHART: CoverageChart = {
  title: 'Ferry aground',
  alt: 'Three outlets carried it within five hours, Harbour Post first.',
  marks: [
    { at: '2031-05-06T07:00:00.000Z', source: 'Harbour Post' },
    { at: '2031-05-06T08:30:00.000Z', source: 'Radio Kestrel' },
    { at: '2031-05-06T12:00:00.000Z', source: 'Isle & Mainland', copyOf: 'Harbour Post' },
  ],
};
const TIMELINE: Post = saying('Who had it when.', { headline: { text: 'Timeline' }, chart: CHART });

describe('A chart', () => {
  it('goes along with the post as a picture, with words for who does not see it', async () => {
    await stage.connect();
    await stage.chat.post(inChannel, TIMELINE, { key: 'k' });
    const [message] = stage.peer.messages;
    expect(message!.files).toEqual([{ name: 'coverage.png', size: expect.any(Number), description: CHART.alt }]);
    expect(message!.files[0]!.size).toBeGreaterThan(1_000);
    expect(message!.embeds).toMatchObject([{ title: 'Timeline', image: { url: 'attachment://coverage.png' } }]);
  });

  it('makes bare words a full message', async () => {
    await stage.connect();
    await stage.chat.post(inChannel, saying('Words.', { chart: CHART }), { key: 'k' });
    expect(stage.peer.messages[0]!.embeds).toMatchObject([{ description: 'Words.' }]);
  });

  it('opens a forum’s post', async () => {
    await stage.connect();
    await stage.chat.post(inForum, TIMELINE, { key: 'k' });
    expect(stage.peer.messages[0]!.files).toHaveLength(1);
  });

  it('is drawn anew by an edit, and gone where there is none any more', async () => {
    await stage.connect();
    const ref = await stage.chat.post(inChannel, TIMELINE, { key: 'k' });
    await stage.chat.edit(ref, TIMELINE);
    expect(stage.peer.messages[0]!.files).toHaveLength(1);
    await stage.chat.edit(ref, saying('No more.'));
    expect(stage.peer.messages[0]!.files).toEqual([]);
  });

  it('answers a command', async () => {
    stage.respond = () => ({ ...TIMELINE, audience: 'asker' });
    await stage.connect();
    await stage.peer.command('stories');
    await eventually(() => expect(stage.peer.messages[0]?.files).toMatchObject([{ description: CHART.alt }]));
  });

  it('is said in words where the bot may not attach files', async () => {
    await stage.connect();
    const permission_overwrites = [{ id: ROLE, type: 0, allow: '0', deny: ATTACH }];
    stage.peer.dispatch('CHANNEL_UPDATE', { ...stage.peer.channels.get(CHANNEL)!, permission_overwrites });
    await stage.peer.command('help', [], { app_permissions: '0' });
    await stage.chat.post(inChannel, TIMELINE, { key: 'k' });
    const message = stage.peer.messages.at(-1)!;
    expect(message.files).toEqual([]);
    expect(stage.shown().at(-1)).toContain(CHART.alt);
  });

  it('is said in words where it can’t be drawn', async () => {
    const warn = vi.fn();
    const marks = [{ at: 'never', source: 'x' }];
    const { shown, picture } = await paint({ ...TIMELINE, chart: { ...CHART, marks } }, true, { ...SILENT_LOG, warn });
    // A drawing of nothing is a drawing, too: either it is there, or its words are.
    if (picture === undefined) expect(JSON.stringify(shown.blocks)).toContain('within five hours');
    expect(picture === undefined).toBe(warn.mock.calls.length > 0);
  });

  it('has no more words than Discord takes', async () => {
    const { picture } = await paint({ ...TIMELINE, chart: { ...CHART, alt: 'word '.repeat(1_000) } }, true, SILENT_LOG);
    expect(picture!.alt.length).toBeLessThanOrEqual(ALT_MAX_CHARS);
  });
});
