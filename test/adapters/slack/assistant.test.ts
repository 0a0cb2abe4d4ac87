import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROMPT_MAX_CHARS, PROMPT_TITLE_MAX_CHARS, PROMPTS_MAX_COUNT } from '../../../adapters/slack/assistant.ts';
import { createSlack, type SlackChat } from '../../../adapters/slack/index.ts';
import type { ChatRequest, Choice } from '../../../src/model.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { SILENT_LOG } from './log.ts';
import { APP_TOKEN, BOT_TOKEN, DIRECT, openSlackPeer, PERSON, type SlackPeer } from './peer.ts';

const THREAD = '1729999327.187299';

let peer: SlackPeer;
let chat: SlackChat;
let requests: ChatRequest[];
let stories: readonly Choice[];
let trouble: string[];

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5_000, interval: 10 });
const callsOf = (method: string): number => peer.calls.filter((call) => call === `assistant.threads.${method}`).length;

const openAssistant = () =>
  peer.event({
    type: 'assistant_thread_started',
    assistant_thread: { user_id: PERSON, context: {}, channel_id: DIRECT, thread_ts: THREAD },
    event_ts: '1.1',
  });
const askInThread = (text: string) =>
  peer.event({
    type: 'message',
    channel_type: 'im',
    channel: DIRECT,
    user: PERSON,
    text,
    ts: '2.2',
    thread_ts: THREAD,
  });

beforeEach(async () => {
  requests = [];
  trouble = [];
  stories = [{ value: 's_1', label: 'Ferry aground off Orlvik' }];
  peer = await openSlackPeer();
  const note = (event: string): void => void trouble.push(event);
  chat = createSlack({
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    apiUrl: peer.apiUrl,
    channelPauseMs: 0,
    log: { ...SILENT_LOG, warn: note, error: note },
  });
  await chat.start(
    deskOf(
      async (request) => {
        requests.push(request);
        return saying('Answered.');
      },
      { lookup: async () => stories },
    ),
  );
});
afterEach(async () => {
  await chat.stop();
  await peer.close();
});

describe('the Assistant', () => {
  it('proposes what could be asked, from the newsroom’s own stories', async () => {
    await openAssistant();
    await eventually(() => expect(callsOf('setSuggestedPrompts')).toBe(1));
    const [{ channel_id, thread_ts, prompts = '' } = {}] = peer.argumentsOf('assistant.threads.setSuggestedPrompts');
    expect({ channel_id, thread_ts }).toEqual({ channel_id: DIRECT, thread_ts: THREAD });
    expect(JSON.parse(prompts)).toEqual([
      { title: 'Ferry aground off Orlvik', message: expect.stringContaining('Ferry aground off Orlvik') },
    ]);
  });

  it('gives the story’s brief where somebody takes what was proposed', async () => {
    await openAssistant();
    await eventually(() => expect(callsOf('setSuggestedPrompts')).toBe(1));
    const [{ message }] = JSON.parse(peer.argumentsOf('assistant.threads.setSuggestedPrompts')[0]!.prompts!);
    await askInThread(message);
    await eventually(() => expect(peer.messages[0]?.thread).toBe(THREAD));
    expect(requests[0]).toMatchObject({ kind: 'command', name: 'brief', text: 'Ferry aground off Orlvik' });
  });

  it('keeps within what Slack shows', async () => {
    stories = Array.from({ length: 9 }, (_, n) => ({ value: `s_${n}`, label: `Ferry ${n} `.repeat(60) }));
    await openAssistant();
    await eventually(() => expect(callsOf('setSuggestedPrompts')).toBe(1));
    const prompts = JSON.parse(peer.argumentsOf('assistant.threads.setSuggestedPrompts')[0]!.prompts!) as {
      title: string;
      message: string;
    }[];
    expect(prompts).toHaveLength(PROMPTS_MAX_COUNT);
    for (const { title, message } of prompts) {
      expect(title.length).toBeLessThanOrEqual(PROMPT_TITLE_MAX_CHARS);
      expect(message.length).toBeLessThanOrEqual(PROMPT_MAX_CHARS);
    }
  });

  it('proposes nothing where there is no news', async () => {
    stories = [];
    await openAssistant();
    await askInThread('who?');
    await eventually(() => expect(peer.messages).toHaveLength(1));
    expect(callsOf('setSuggestedPrompts')).toBe(0);
  });

  it('shows that an answer is being found, names the thread after its first question, and answers in it', async () => {
    await openAssistant();
    await askInThread('who owns the ferry?');
    await eventually(() => expect(callsOf('setTitle')).toBe(1));
    await askInThread('and since when?');
    await eventually(() => expect(callsOf('setStatus')).toBe(2));
    expect(peer.argumentsOf('assistant.threads.setTitle')).toMatchObject([{ title: 'who owns the ferry?' }]);
    await eventually(() => expect(peer.messages.map(({ thread }) => thread)).toEqual([THREAD, THREAD]));
    expect(requests.map(({ thread }) => thread)).toEqual([THREAD, THREAD]);
  });

  it.each(['missing_scope', 'unknown_method', 'internal_error'])(
    'is done without where Slack says %s, and nobody is troubled',
    async (error) => {
      for (const method of ['setSuggestedPrompts', 'setStatus'])
        peer.fail(`assistant.threads.${method}`, { body: { ok: false, error } });
      await openAssistant();
      await askInThread('who?');
      await eventually(() => expect(peer.messages).toHaveLength(1));
      expect(trouble).toEqual([]);
    },
  );

  it('is not tried again at once in a workspace that has none', async () => {
    peer.fail('assistant.threads.setStatus', { body: { ok: false, error: 'missing_scope' } });
    await askInThread('who?');
    await eventually(() => expect(peer.messages).toHaveLength(1));
    await askInThread('and who else?');
    await eventually(() => expect(peer.messages).toHaveLength(2));
    expect(callsOf('setStatus')).toBe(1);
  });
});
