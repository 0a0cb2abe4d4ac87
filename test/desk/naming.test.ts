import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inWordsOf } from '../../src/desk/naming.ts';
import type { ChannelRef } from '../../src/model.ts';
import { code, paragraph, text, whisper } from '../../src/posts/spans.ts';
import { openStage, type Stage, wordsOf } from '../newsroom/stage.ts';
import { DISCORD_DESK, SLACK_DESK, typing } from './asking.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const said = async (channel: ChannelRef, line: string): Promise<string> =>
  wordsOf(await stage.desk.handle(typing(channel, line)));

describe('what people are told to type', () => {
  it('goes by /nutgraf in Slack where a command has none of its own', async () => {
    const help = await said(SLACK_DESK, '/nutgraf help');
    expect(help).toContain('/nutgraf stories');
    expect(help).toContain('/nutgraf feeds');
    expect(help).toContain('/watch list');
    expect(help).not.toMatch(/(?<!nutgraf) \/(?:stories|feeds)\b/);
    expect(await said(SLACK_DESK, '/brief nothing like it')).toContain('/nutgraf stories');
  });

  it('is left alone elsewhere', async () => {
    expect(await said(DISCORD_DESK, '/nutgraf help')).not.toContain('/nutgraf stories');
    expect(await said(DISCORD_DESK, '/brief nothing like it')).toContain('/stories');
  });

  it('is never sought in what an outlet wrote, or in addresses', () => {
    const post = whisper('From /feeds', paragraph(text('See /stories, he wrote.'), code('https://a.example/feeds')));
    expect(inWordsOf('slack', post)).toEqual(post);
  });
});
