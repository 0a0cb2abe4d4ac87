/** What the bot asks Slack about people and channels, and when. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlack, type SlackChat, type SlackOptions } from '../../../adapters/slack/index.ts';
import {
  openPeople,
  PROFILE_FAILURE_TTL_MS,
  PROFILE_TIMEOUT_MS,
  PROFILE_TTL_MS,
} from '../../../adapters/slack/people.ts';
import type { WorkspaceClient } from '../../../adapters/slack/web-client.ts';
import type { ChannelRef, ChatRequest } from '../../../src/model.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { SILENT_LOG } from './log.ts';
import { APP_TOKEN, BOT_TOKEN, CHANNEL, openSlackPeer, PERSON, type SlackPeer, TEAM } from './peer.ts';

const DESK_GROUP = 'S0DESK';

let peer: SlackPeer;
let chat: SlackChat;
let requests: ChatRequest[];
let warnings: string[];

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5_000, interval: 10 });

async function connect(options: Partial<SlackOptions> = {}): Promise<void> {
  chat = createSlack({
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    apiUrl: peer.apiUrl,
    requestTimeoutMs: 3_000,
    channelPauseMs: 0,
    log: { ...SILENT_LOG, warn: (event) => void warnings.push(event) },
    ...options,
  });
  await chat.start(
    deskOf(async (request) => {
      requests.push(request);
      return saying('Done.');
    }),
  );
}

const asked = async (): Promise<ChatRequest> => {
  await eventually(() => expect(peer.messages).toHaveLength(requests.length));
  await eventually(() => expect(requests.length).toBeGreaterThan(0));
  return requests.at(-1)!;
};
const callsOf = (method: string): number => peer.calls.filter((call) => call === method).length;

beforeEach(async () => {
  requests = [];
  warnings = [];
  peer = await openSlackPeer();
});
afterEach(async () => {
  await chat.stop();
  await peer.close();
});

describe('whoever asks for a change', () => {
  it.each([
    ['an admin', { is_admin: true }, true],
    ['an owner', { is_owner: true }, true],
    ['a member', { is_admin: false }, false],
    ['an admin here', { is_admin: true, team_id: TEAM }, true],
    ['an admin elsewhere', { is_admin: true, team_id: 'T0ELSEWHERE' }, false],
    ['a stranger', { is_admin: true, is_stranger: true }, false],
    ['an admin of the organisation', { is_admin: true, team_id: 'T2', enterprise_user: { teams: [TEAM] } }, true],
    ['somebody of whom Slack says nothing', {}, false],
  ])('is introduced: %s', async (_what, facts, admin) => {
    peer.facts(PERSON, { ...facts, tz: 'Europe/Berlin', profile: { display_name: 'Mara K.' } });
    await connect();
    await peer.command('watch', 'list');
    expect(await asked()).toMatchObject({
      asker: { id: PERSON, name: 'Mara K.' },
      zone: 'Europe/Berlin',
      rights: { admin, roles: [] },
    });
  });

  it('has the groups that may manage, of those that the operator named', async () => {
    peer.group(DESK_GROUP, [PERSON]);
    peer.group('S0OTHER', ['U2']);
    await connect({ managerGroups: [DESK_GROUP, 'S0OTHER', 'S0GONE'] });
    await peer.command('nutgraf', 'feeds add https://outlet.example/feed');
    expect((await asked()).rights).toEqual({ admin: false, roles: [DESK_GROUP] });
  });

  it('is looked up once, however often they ask', async () => {
    await connect({ managerGroups: [DESK_GROUP] });
    for (const text of ['list', 'list', 'help']) await peer.command('watch', text);
    await eventually(() => expect(requests).toHaveLength(3));
    expect([callsOf('users.info'), callsOf('usergroups.users.list')]).toEqual([1, 1]);
  });

  it.each([
    ['refuses', { body: { ok: false, error: 'missing_scope' } }],
    ['is out of order', { status: 500 }],
    ['slows us down', { status: 429, headers: { 'retry-after': '60' } }],
  ])('has no rights where Slack %s, and the log says so', async (_what, fault) => {
    await connect();
    peer.fail('users.info', fault);
    await peer.command('watch', 'list');
    expect(await asked()).toMatchObject({ asker: { name: 'mara' }, rights: { admin: false } });
    expect(warnings).toContain('slack profile not read');
  });

  it('is kept waiting no longer than a form can wait', async () => {
    await connect();
    peer.fail('users.info', { silent: true });
    const startedAt = performance.now();
    const { ms } = await peer.command('watch', 'list');
    expect(ms).toBeLessThan(1_000);
    expect((await asked()).rights).toEqual({ admin: false });
    expect(performance.now() - startedAt).toBeLessThan(PROFILE_TIMEOUT_MS + 1_000);
  });

  it.each([
    ['a question', () => peer.command('ask', 'who?')],
    ['a mention', () => peer.mention('who?')],
    ['a brief', () => peer.command('brief', 'ferry')],
    ['the help page', () => peer.command('nutgraf', 'help')],
  ])('nobody is looked up for %s', async (_what, send) => {
    await connect();
    await send();
    await asked();
    expect(callsOf('users.info')).toBe(0);
  });
});

describe('a channel', () => {
  const channel: ChannelRef = { platform: 'slack', workspace: TEAM, channel: CHANNEL };
  const reach = async (more: Partial<ChannelRef> = {}) => chat.reach?.({ ...channel, ...more });

  it('with the bot in it is in reach', async () => {
    await connect();
    await reach();
  });

  it.each([
    ['without the bot', { is_member: false }, 'permission_lost', '/invite @nutgraf'],
    ['that is archived', { is_archived: true, is_member: false }, 'channel_gone', 'unarchive'],
    ['that is read-only', { is_read_only: true }, 'permission_lost', 'admin'],
  ])('%s is not, and the asker is told what to do', async (_what, facts, code, todo) => {
    await connect();
    peer.facts(CHANNEL, facts);
    await expect(reach()).rejects.toMatchObject({ code, hint: expect.stringContaining(todo) });
  });

  it('that the bot can’t see is not: it may be private', async () => {
    await connect();
    await expect(reach({ channel: 'G0PRIVATE' })).rejects.toMatchObject({
      code: 'permission_lost',
      hint: expect.stringContaining('/invite @nutgraf'),
    });
  });

  it.each([
    ['lacks a scope', { body: { ok: false, error: 'missing_scope' } }],
    ['knows no such method', { body: { ok: false, error: 'unknown_method' } }],
    ['is out of order', { status: 503 }],
  ])('is taken to be in reach where Slack %s: posting will tell', async (_what, fault) => {
    await connect();
    peer.fail('conversations.info', fault);
    await reach();
    expect(warnings).toContain('slack channel not looked at');
  });

  it('of one person with the bot is always in reach, unasked', async () => {
    await connect();
    await reach({ channel: 'D1', person: PERSON });
    expect(callsOf('conversations.info')).toBe(0);
  });
});

describe('what was learnt of a person', () => {
  const request: ChatRequest = {
    platform: 'slack',
    channel: { platform: 'slack', workspace: TEAM, channel: CHANNEL },
    asker: { id: PERSON, name: 'mara' },
    kind: 'command',
    name: 'watch',
    text: 'list',
  };

  it.each([
    ['holds for a while', PROFILE_TTL_MS, async () => ({ ok: true, user: { id: PERSON, is_admin: true } })],
    [
      'is asked again sooner where there was no answer',
      PROFILE_FAILURE_TTL_MS,
      async () => Promise.reject(new Error('x')),
    ],
  ])('%s', async (_what, ttlMs, info) => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let nowMs = 1;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    try {
      let asked = 0;
      const client = {
        users: {
          info: () => {
            asked += 1;
            return info();
          },
        },
      } as unknown as WorkspaceClient;
      const introduced = openPeople({ clientFor: async () => client, groups: [], log: SILENT_LOG });
      for (const aheadMs of [0, ttlMs - 1_000, 2_000]) {
        nowMs += aheadMs;
        vi.advanceTimersByTime(1_000);
        await introduced(request);
      }
      expect(asked).toBe(2);
    } finally {
      clock.mockRestore();
      vi.useRealTimers();
    }
  });
});
