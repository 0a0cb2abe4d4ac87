/** Many workspaces: they install the app, use it side by side, and take it away again. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlack, type SlackChat, type SlackOptions } from '../../../adapters/slack/index.ts';
import type { InstallationRecord } from '../../../adapters/slack/installations.ts';
import { openSqliteStore } from '../../../adapters/storage/sqlite/store.ts';
import type { ChannelRef, ChatRequest } from '../../../src/model.ts';
import type { Collection } from '../../../src/ports.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { SILENT_LOG } from './log.ts';
import {
  APP_TOKEN,
  BOT_TOKEN,
  CHANNEL,
  CLIENT_ID,
  CLIENT_SECRET,
  HOME_TEAM,
  OTHER_TEAM,
  openSlackPeer,
  PERSON,
  SIGNING_SECRET,
  type SlackPeer,
  type Team,
} from './peer.ts';

const ORGANISED: Team = { ...OTHER_TEAM, org: 'E0ORG' };

let peer: SlackPeer;
let chat: SlackChat | undefined;
let records: Collection<InstallationRecord>;
let requests: ChatRequest[];
let lost: unknown[];

const desk = deskOf(
  async (request) => {
    requests.push(request);
    return saying(`Answered ${request.text}.`);
  },
  { lost: async (where, reason) => void lost.push({ ...where, reason }) },
);

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5_000, interval: 10 });
const channelOf = ({ id, channel }: Team): ChannelRef => ({ platform: 'slack', workspace: id, channel });
const address = (path: string): string => `http://127.0.0.1:${chat?.port()}${path}`;

async function connect(options: Partial<SlackOptions> = { signingSecret: SIGNING_SECRET }): Promise<SlackChat> {
  chat = createSlack({
    installation: {
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      stateSecret: 'a state secret for tests only',
      tokenKeys: [Buffer.alloc(32, 1)],
      records,
    },
    apiUrl: peer.apiUrl,
    port: 0,
    host: '127.0.0.1',
    requestTimeoutMs: 1_500,
    channelPauseMs: 0,
    log: SILENT_LOG,
    ...options,
  });
  await chat.start(desk);
  if (options.appToken === undefined) peer.sendTo(address('/slack/events'));
  return chat;
}

/** Somebody's browser on its way to Slack: where to, and what it was given to bring back. */
async function beginInstalling(): Promise<{ readonly authorizeUrl: string; readonly cookie: string }> {
  const response = await fetch(address('/slack/install'), { redirect: 'manual' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { authorizeUrl: response.headers.get('location') ?? '', cookie };
}

async function install(team: Team): Promise<Response> {
  const { authorizeUrl, cookie } = await beginInstalling();
  const back = peer.approve(authorizeUrl, team, address('/slack/oauth_redirect'));
  return fetch(back, { headers: { cookie }, redirect: 'manual' });
}

const ask = (team: Team, text: string) =>
  peer.command('ask', text, {
    team_id: team.id,
    channel_id: team.channel,
    ...(team.org && { enterprise_id: team.org, is_enterprise_install: 'true' }),
  });
const said = (team: Team): string[] =>
  peer.messages.filter((message) => message.team === team.id).map(({ text }) => text);

beforeEach(async () => {
  requests = [];
  lost = [];
  records = (await openSqliteStore({ dataDir: ':memory:' })).state.collection('slack-installations');
  peer = await openSlackPeer();
});

afterEach(async () => {
  await chat?.stop();
  chat = undefined;
  await peer.close();
});

describe('a workspace', () => {
  it('installs the app, is answered, uninstalls it, and hears nothing more', async () => {
    const slack = await connect();
    expect((await install(OTHER_TEAM)).status).toBe(200);
    await ask(OTHER_TEAM, 'who');
    await eventually(() => expect(said(OTHER_TEAM)).toEqual(['Answered who.']));
    await slack.post(channelOf(OTHER_TEAM), saying('An alert.'), { key: 'k1' });
    expect(said(OTHER_TEAM)).toHaveLength(2);

    await peer.uninstall(OTHER_TEAM);
    await eventually(() => expect(lost).toHaveLength(1));
    expect(lost[0]).toMatchObject({ platform: 'slack', workspace: OTHER_TEAM.id, reason: expect.any(String) });
    await expect(slack.post(channelOf(OTHER_TEAM), saying('Another.'), { key: 'k2' })).rejects.toMatchObject({
      code: 'permission_lost',
      hint: expect.stringContaining('/slack/install'),
    });
    await ask(OTHER_TEAM, 'who now');
    expect(requests).toHaveLength(1);
    expect(said(OTHER_TEAM)).toHaveLength(2);
    expect(await records.get(`team:${OTHER_TEAM.id}`)).toBeUndefined();
  });

  it('can come back', async () => {
    const slack = await connect();
    await install(OTHER_TEAM);
    await peer.uninstall(OTHER_TEAM);
    await eventually(() => expect(lost).toHaveLength(1));
    await install(OTHER_TEAM);
    await slack.post(channelOf(OTHER_TEAM), saying('An alert.'), { key: 'k' });
    expect(said(OTHER_TEAM)).toHaveLength(1);
  });

  it('is forgotten as well where it left while nobody listened', async () => {
    const slack = await connect();
    await install(OTHER_TEAM);
    peer.revoke(OTHER_TEAM);
    const attempt = slack.post(channelOf(OTHER_TEAM), saying('x'), { key: 'k' });
    await expect(attempt).rejects.toMatchObject({ code: 'bad_token' });
    expect(lost).toEqual([expect.objectContaining({ workspace: OTHER_TEAM.id })]);
    expect(await records.get(`team:${OTHER_TEAM.id}`)).toBeUndefined();
  });

  it('stays where only the token of one person was revoked', async () => {
    const slack = await connect();
    await install(OTHER_TEAM);
    await peer.event({ type: 'tokens_revoked', tokens: { oauth: [PERSON] } }, { team_id: OTHER_TEAM.id });
    await slack.post(channelOf(OTHER_TEAM), saying('An alert.'), { key: 'k' });
    expect(lost).toEqual([]);
  });

  it('is still there after the bot was started anew', async () => {
    await connect();
    await install(OTHER_TEAM);
    await chat?.stop();
    const slack = await connect();
    await slack.post(channelOf(OTHER_TEAM), saying('An alert.'), { key: 'k' });
    expect(said(OTHER_TEAM)).toHaveLength(1);
  });
});

describe('two workspaces', () => {
  it('are served at once, each with its own token', async () => {
    const slack = await connect();
    await install(HOME_TEAM);
    await install(OTHER_TEAM);
    await Promise.all([ask(HOME_TEAM, 'one'), ask(OTHER_TEAM, 'two')]);
    await eventually(() => expect([said(HOME_TEAM), said(OTHER_TEAM)]).toEqual([['Answered one.'], ['Answered two.']]));
    for (const team of [HOME_TEAM, OTHER_TEAM]) await slack.post(channelOf(team), saying(team.name), { key: 'k' });
    expect([said(HOME_TEAM)[1], said(OTHER_TEAM)[1]]).toEqual(['Newsroom', 'Evening Desk']);
    // Another's channel is out of reach with one's own token.
    await expect(
      slack.post({ ...channelOf(OTHER_TEAM), channel: CHANNEL }, saying('x'), { key: 'k2' }),
    ).rejects.toMatchObject({ code: 'channel_gone' });
  });

  it('do not slow each other down', async () => {
    const slack = await connect();
    await install(HOME_TEAM);
    await install(OTHER_TEAM);
    peer.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '30' } });
    await expect(slack.post(channelOf(HOME_TEAM), saying('x'), { key: 'k' })).rejects.toMatchObject({
      code: 'rate_limited',
    });
    await slack.post(channelOf(OTHER_TEAM), saying('y'), { key: 'k' });
    expect(said(OTHER_TEAM)).toEqual(['y']);
  });

  it('lose no more than the one that leaves', async () => {
    const slack = await connect();
    await install(HOME_TEAM);
    await install(OTHER_TEAM);
    await peer.uninstall(OTHER_TEAM);
    await eventually(() => expect(lost).toHaveLength(1));
    await slack.post(channelOf(HOME_TEAM), saying('Still here.'), { key: 'k' });
    expect(said(HOME_TEAM)).toEqual(['Still here.']);
  });
});

describe('an organisation', () => {
  it('installs the app for all its workspaces, and takes it from all', async () => {
    const slack = await connect();
    expect((await install(ORGANISED)).status).toBe(200);
    await ask(ORGANISED, 'who');
    await eventually(() => expect(said(ORGANISED)).toEqual(['Answered who.']));
    await slack.post(channelOf(ORGANISED), saying('An alert.'), { key: 'k' });
    await peer.uninstall(ORGANISED);
    await eventually(() => expect(lost).toEqual([expect.objectContaining({ workspace: ORGANISED.id })]));
    await expect(slack.post(channelOf(ORGANISED), saying('x'), { key: 'k2' })).rejects.toMatchObject({
      code: 'permission_lost',
    });
  });
});

describe('the way through Slack', () => {
  it('asks for the scopes of the manifest, with a state for this browser alone', async () => {
    await connect();
    const { authorizeUrl, cookie } = await beginInstalling();
    const { searchParams, origin } = new URL(authorizeUrl);
    expect(origin).toBe(new URL(peer.apiUrl).origin);
    expect(searchParams.get('scope')?.split(',')).toContain('chat:write');
    expect(searchParams.get('state')).toBe(cookie.split('=')[1]);
  });

  it.each([
    ['without its cookie', () => ({ cookie: '' })],
    ['with the cookie of another browser', () => ({ cookie: 'slack-app-oauth-state=elsewhere' })],
  ])('is not taken back %s', async (_what, headers) => {
    await connect();
    const { authorizeUrl } = await beginInstalling();
    const back = peer.approve(authorizeUrl, OTHER_TEAM, address('/slack/oauth_redirect'));
    expect((await fetch(back, { headers: headers() })).status).toBe(400);
    expect(await records.get(`team:${OTHER_TEAM.id}`)).toBeUndefined();
  });

  it('is not taken back with a state that we did not sign', async () => {
    await connect();
    const { authorizeUrl } = await beginInstalling();
    const back = new URL(peer.approve(authorizeUrl, OTHER_TEAM, address('/slack/oauth_redirect')));
    back.searchParams.set('state', 'forged');
    const response = await fetch(back, { headers: { cookie: 'slack-app-oauth-state=forged' } });
    expect(response.status).toBe(400);
  });

  it('ends with nothing stored where somebody says no, or the code is no more', async () => {
    await connect();
    const { cookie } = await beginInstalling();
    const refused = await fetch(address('/slack/oauth_redirect?error=access_denied'), { headers: { cookie } });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    const { authorizeUrl, cookie: second } = await beginInstalling();
    const back = peer.approve(authorizeUrl, OTHER_TEAM, address('/slack/oauth_redirect'));
    await fetch(back, { headers: { cookie: second } });
    expect((await fetch(back, { headers: { cookie: second } })).status).toBeGreaterThanOrEqual(400);
    expect(await records.get(`team:${OTHER_TEAM.id}`)).toBeDefined();
  });

  it('leads back to where the operator says', async () => {
    const redirectUri = 'https://nutgraf.example/hooks/slack';
    await connect({
      signingSecret: SIGNING_SECRET,
      installation: {
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        stateSecret: 'a state secret for tests only',
        tokenKeys: [Buffer.alloc(32, 1)],
        redirectUri,
        records,
      },
    });
    const { authorizeUrl, cookie } = await beginInstalling();
    expect(new URL(authorizeUrl).searchParams.get('redirect_uri')).toBe(redirectUri);
    const back = new URL(peer.approve(authorizeUrl, OTHER_TEAM, redirectUri));
    const response = await fetch(address(back.pathname + back.search), { headers: { cookie } });
    expect(response.status).toBe(200);
    expect(await records.get(`team:${OTHER_TEAM.id}`)).toBeDefined();
  });

  it('stands open beside a socket, which takes no requests there', async () => {
    await connect({ appToken: APP_TOKEN });
    expect((await install(OTHER_TEAM)).status).toBe(200);
    await ask(OTHER_TEAM, 'by socket');
    await eventually(() => expect(said(OTHER_TEAM)).toEqual(['Answered by socket.']));
    expect((await fetch(address('/slack/events'), { method: 'POST', body: '{}' })).status).toBe(404);
  });
});

describe('a bot with a token of its own and installations beside it', () => {
  it('serves its own workspace by the token, and the others by theirs', async () => {
    const slack = await connect({ signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN });
    await install(OTHER_TEAM);
    for (const team of [HOME_TEAM, OTHER_TEAM]) await slack.post(channelOf(team), saying(team.name), { key: 'k' });
    await slack.post({ platform: 'slack', channel: CHANNEL }, saying('Home.'), { key: 'k2' });
    expect([said(HOME_TEAM), said(OTHER_TEAM)]).toEqual([['Newsroom', 'Home.'], ['Evening Desk']]);
    await expect(
      slack.post({ platform: 'slack', workspace: 'T0NOBODY', channel: 'C1' }, saying('x'), { key: 'k' }),
    ).rejects.toMatchObject({ code: 'permission_lost' });
  });
});
