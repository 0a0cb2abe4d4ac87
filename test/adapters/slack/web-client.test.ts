import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CHANNEL_MAX_WAIT_MS,
  CHANNEL_PAUSE_MS,
  DEFAULT_RETRY_AFTER_MS,
  WorkspaceClient,
} from '../../../adapters/slack/web-client.ts';

type Answer = { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: object };

let sent: { readonly method: string; readonly channel: string | null; readonly at: number }[];
let answers: Answer[];

const client = (more: object = {}): WorkspaceClient =>
  new WorkspaceClient('xoxb-1', {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: async (url, init) => {
      const channel = new URLSearchParams(String(init?.body)).get('channel');
      sent.push({ method: String(url).replace(/.*\//, ''), channel, at: performance.now() });
      const { status = 200, headers = {}, body = { ok: true, ts: '1.1' } } = answers.shift() ?? {};
      return new Response(JSON.stringify(body), { status, headers });
    },
    ...more,
  });

const post = (slack: WorkspaceClient, channel: string) => slack.chat.postMessage({ channel, text: 'x' });
const slowed = { status: 429, headers: { 'retry-after': '5' } };

beforeEach(() => {
  sent = [];
  answers = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance', 'Date'] });
});
afterEach(() => void vi.useRealTimers());

describe('a workspace’s client', () => {
  it('lets one message a second into a channel, and holds up no other channel', async () => {
    vi.useRealTimers();
    const paced = client({ channelPauseMs: 100 });
    await Promise.all([post(paced, 'C1'), post(paced, 'C1'), post(paced, 'C2'), post(paced, 'C1')]);
    const [first = 0, second = 0, third = 0] = sent.filter(({ channel }) => channel === 'C1').map(({ at }) => at);
    expect(second - first).toBeGreaterThan(60);
    expect(third - second).toBeGreaterThan(60);
    expect(sent.findIndex(({ channel }) => channel === 'C2')).toBeLessThan(2);
    expect(CHANNEL_PAUSE_MS).toBeGreaterThanOrEqual(1_000);
  });

  it('sends whoever would wait too long for a turn away, with how long that is', async () => {
    const slack = client({ channelPauseMs: CHANNEL_MAX_WAIT_MS });
    await post(slack, 'C1');
    void post(slack, 'C1');
    await expect(post(slack, 'C1')).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 2 * CHANNEL_MAX_WAIT_MS,
    });
    expect(sent).toHaveLength(1);
  });

  it('rests a method for as long as Slack asks, that method alone, in that workspace alone', async () => {
    const slack = client({ channelPauseMs: 0 });
    answers = [slowed];
    await expect(post(slack, 'C1')).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 5_000 });
    vi.advanceTimersByTime(2_000);
    await expect(post(slack, 'C2')).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 3_000 });
    expect(sent).toHaveLength(1);
    await slack.chat.update({ channel: 'C1', ts: '1.1', text: 'x' });
    await post(client({ channelPauseMs: 0 }), 'C1');
    vi.advanceTimersByTime(3_001);
    await post(slack, 'C1');
    expect(sent.map(({ method }) => method)).toEqual([
      'chat.postMessage',
      'chat.update',
      'chat.postMessage',
      'chat.postMessage',
    ]);
  });

  it('rests for a while where Slack does not say for how long', async () => {
    const slack = client({ channelPauseMs: 0 });
    answers = [{ body: { ok: false, error: 'ratelimited' } }];
    await expect(post(slack, 'C1')).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(post(slack, 'C1')).rejects.toMatchObject({ retryAfterMs: DEFAULT_RETRY_AFTER_MS });
  });

  it('throws in the newsroom’s words whatever the method', async () => {
    answers = [{ body: { ok: false, error: 'expired_trigger_id' } }];
    await expect(client().views.open({ trigger_id: 't', view: { type: 'home', blocks: [] } })).rejects.toMatchObject({
      name: 'NewsroomError',
      code: 'timeout',
      hint: expect.stringContaining('three seconds'),
    });
  });
});
