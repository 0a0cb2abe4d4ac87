import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDesk } from '../../src/desk/desk.ts';
import { DEFAULT_PERMISSIONS, type Permissions } from '../../src/desk/rights.ts';
import { CHOICE_MAX_CHARS, MENU_MAX_CHOICES } from '../../src/desk/watch.ts';
import { NewsroomError } from '../../src/errors.ts';
import type { AskerRights, ChannelRef, ChatRequest } from '../../src/model.ts';
import type { Chat, Desk } from '../../src/ports.ts';
import { FOREIGN_DESK, MARA, openStage, rss, type Stage, wordsOf } from '../newsroom/stage.ts';
import { ADMIN, asking, DISCORD_DESK, dmOf, errorsOf, NOBODY, PIET, SLACK_DESK, typing } from './asking.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
  stage.web.put('https://gazette.example/rss', rss('https://gazette.example', []));
});

afterEach(() => stage.close());

const MANAGERS: Permissions = { managers: ['S77'], addWatchlists: 'managers' };
const deskOf = (permissions: Permissions = DEFAULT_PERMISSIONS, reach?: Chat['reach']): Desk =>
  openDesk(stage.newsroom, stage.log, { permissions, ...(reach === undefined ? {} : { reach }) });
const says = async (request: ChatRequest, permissions?: Permissions): Promise<string> =>
  wordsOf(await deskOf(permissions).handle(request));

const KEEPER: AskerRights = { admin: false, manageChannel: true };
const MANAGER: AskerRights = { admin: false, roles: ['S12', 'S77'] };

describe('feeds', () => {
  const line = '/feeds add https://gazette.example/rss Gazette';

  it.each<[string, ChannelRef, AskerRights | undefined, boolean]>([
    ['an administrator', SLACK_DESK, ADMIN, true],
    ['somebody of a configured group', SLACK_DESK, MANAGER, true],
    ['somebody at the terminal', FOREIGN_DESK, undefined, true],
    ['anybody', SLACK_DESK, NOBODY, false],
    ['somebody of whom the platform says nothing', SLACK_DESK, undefined, false],
    ['who manages a channel of Discord', DISCORD_DESK, KEEPER, false],
  ])('of %s', async (_, channel, rights, may) => {
    const request = typing(channel, line, rights === undefined ? {} : { rights });
    const said = await says(request, MANAGERS);
    expect(said).toMatch(
      may ? /Added/ : /not for everybody to change\.\nAsk an administrator of this (workspace|server), or/,
    );
    expect(await stage.newsroom.feeds.list()).toHaveLength(may ? 1 : 0);
    const removal = typing(
      channel,
      '/feeds remove https://gazette.example/rss',
      rights === undefined ? {} : { rights },
    );
    expect(await says(removal, MANAGERS)).toMatch(may ? /Removed/ : /not for everybody/);
  });

  it('are shown to everybody', async () => {
    expect(await says(typing(SLACK_DESK, '/feeds', { rights: NOBODY }))).toMatch(/No feeds/);
  });
});

describe('a watchlist is added', () => {
  it.each<[string, ChannelRef, AskerRights | undefined, Permissions, boolean]>([
    ['to a Slack channel by anybody', SLACK_DESK, NOBODY, DEFAULT_PERMISSIONS, true],
    ['to a Slack channel by anybody, where that is for managers', SLACK_DESK, undefined, MANAGERS, false],
    ['to a Slack channel by a manager', SLACK_DESK, MANAGER, MANAGERS, true],
    ['to a Discord channel by anybody', DISCORD_DESK, NOBODY, DEFAULT_PERMISSIONS, false],
    ['to a Discord channel by whom nothing is known', DISCORD_DESK, undefined, DEFAULT_PERMISSIONS, false],
    ['to a Discord channel by who manages it', DISCORD_DESK, KEEPER, DEFAULT_PERMISSIONS, true],
    ['to a Discord channel by an administrator', DISCORD_DESK, ADMIN, DEFAULT_PERMISSIONS, true],
    ['to a Discord channel by a configured role', DISCORD_DESK, MANAGER, MANAGERS, true],
    ['to direct messages by anybody', dmOf(DISCORD_DESK, MARA), undefined, MANAGERS, true],
    ['to somebody else’s direct messages', dmOf(SLACK_DESK, PIET), ADMIN, DEFAULT_PERMISSIONS, false],
    ['in the terminal', FOREIGN_DESK, undefined, MANAGERS, true],
  ])('%s', async (_, channel, rights, permissions, may) => {
    const given = rights === undefined ? {} : { rights };
    expect(await says(typing(channel, '/watch add fire as Fires', given), permissions)).toMatch(
      may ? /Watching: Fires/ : /\nAsk /,
    );
    expect(await stage.newsroom.watchlists.list()).toHaveLength(may ? 1 : 0);
  });

  it('to another channel, by a form, only by who manages that one', async () => {
    const form = (rights: AskerRights) =>
      deskOf().submit(
        asking(DISCORD_DESK, 'form', 'watch-new', { options: { query: 'fire', channel: '901' }, rights }),
      );
    expect(errorsOf(await form(KEEPER)).channel).toMatch(/not for everybody to add.*who may manage this channel/);
    expect(errorsOf(await form({ admin: false, manages: ['901'] }))).toEqual({});
    expect(await stage.newsroom.watchlists.list()).toMatchObject([{ channel: { channel: '901', workspace: 'G1' } }]);
  });

  it('again by somebody else leaves the first one’s as it is', async () => {
    await says(typing(SLACK_DESK, '/watch add fire as Fires'));
    expect(await says(typing(SLACK_DESK, '/watch add fire as Mine', { asker: PIET }))).toMatch(/Mara’s watchlist/);
    expect(await stage.newsroom.watchlists.list()).toMatchObject([{ name: 'Fires' }]);
  });
});

describe('a watchlist that is somebody’s', () => {
  const VERBS = ['/watch pause w_1', '/watch edit w_1 tram', '/watch snooze w_1 2h', '/watch remove w_1'];
  const add = (channel: ChannelRef): Promise<string> =>
    says(typing(channel, '/watch add fire as Fires', { rights: ADMIN }));

  it.each<[string, ChannelRef, Partial<ChatRequest>, boolean]>([
    ['its owner without any right', SLACK_DESK, {}, true],
    ['an administrator', SLACK_DESK, { asker: PIET, rights: ADMIN }, true],
    ['a manager', SLACK_DESK, { asker: PIET, rights: MANAGER }, true],
    ['anybody', SLACK_DESK, { asker: PIET, rights: NOBODY }, false],
    ['whom nothing is known of', SLACK_DESK, { asker: PIET }, false],
    ['who manages the Discord channel', DISCORD_DESK, { asker: PIET, rights: KEEPER }, true],
    ['its owner on Discord, who no longer manages the channel', DISCORD_DESK, { rights: NOBODY }, true],
    ['anybody on Discord', DISCORD_DESK, { asker: PIET, rights: NOBODY }, false],
  ])('may be changed by %s: %#', async (_, channel, who, may) => {
    await add(channel);
    for (const line of VERBS) {
      const said = await says(typing(channel, line, who), MANAGERS);
      if (may) expect(said).not.toMatch(/Mara’s watchlist/);
      else expect(said).toMatch(/“Fires” is Mara’s watchlist\.\nAsk Mara, or /);
    }
    expect(await stage.newsroom.watchlists.list()).toHaveLength(may ? 0 : 1);
  });

  it('may be changed by its buttons under the same rules', async () => {
    await add(SLACK_DESK);
    const press = (name: string, who: Partial<ChatRequest>) => says(asking(SLACK_DESK, 'action', name, who));
    expect(await press('watch-pause:w_1', { asker: PIET })).toMatch(/Mara’s watchlist/);
    expect(await press('watch-pause:w_1', {})).toMatch(/Fires: paused/);
    expect(await press('watch-resume:w_1', {})).toMatch(/Fires: watching again/);
    expect(await press('watch-remove:w_1', { asker: PIET, rights: ADMIN })).toMatch(/Fires: removed/);
  });

  it('is its owner’s wherever they are, and hidden from other workspaces', async () => {
    await add(SLACK_DESK);
    const elsewhere = { ...SLACK_DESK, channel: 'C9' };
    expect(await says(asking(elsewhere, 'action', 'watch-pause:w_1'))).toMatch(/paused/);
    expect(await says(typing(dmOf(SLACK_DESK, MARA), '/watch resume Fires'))).toMatch(/watching again/);
    const stranger = { ...SLACK_DESK, workspace: 'T2' };
    expect(await says(asking(stranger, 'action', 'watch-remove:w_1', { asker: PIET, rights: ADMIN }))).toMatch(
      /There is no watchlist “w_1” here/,
    );
  });

  it('is hidden from other channels, but for those who look after the workspace', async () => {
    await add(SLACK_DESK);
    const elsewhere = { ...SLACK_DESK, channel: 'C9' };
    for (const name of ['watch-show:w_1', 'watch-pause:w_1'])
      expect(await says(asking(elsewhere, 'action', name, { asker: PIET, rights: NOBODY }))).toMatch(
        /There is no watchlist “w_1” here/,
      );
    expect(await says(asking(elsewhere, 'action', 'watch-show:w_1', { asker: PIET, rights: ADMIN }))).toMatch(
      /Fires: on/,
    );
  });

  it('in direct messages is nobody else’s, not even an administrator’s', async () => {
    await add(dmOf(SLACK_DESK, MARA));
    expect(await says(asking(SLACK_DESK, 'action', 'watch-remove:w_1', { asker: PIET, rights: ADMIN }))).toMatch(
      /There is no watchlist/,
    );
  });
});

describe('a subscription of a channel', () => {
  it('is for those who may add to it, and is taken back by who made it or looks after the channel', async () => {
    await says(typing(DISCORD_DESK, '/watch add fire as Fires', { rights: KEEPER }));
    const other = { ...DISCORD_DESK, channel: '901' };
    const line = '/watch subscribe w_1';
    expect(await says(typing(other, line, { asker: PIET, rights: NOBODY }))).toMatch(/not for everybody to add/);
    expect(await says(typing(other, `${line} me`, { asker: PIET, rights: NOBODY }))).toMatch(/comes to your direct/);
    expect(await says(typing(other, line, { asker: PIET, rights: KEEPER }))).toMatch(/comes to this channel/);
    const third = { id: 'U3', name: 'Ines' };
    const leave = typing(other, '/watch unsubscribe w_1', { asker: third, rights: NOBODY });
    expect(await says(leave)).toMatch(/Piet subscribed this channel to “Fires”\.\nAsk Piet, or /);
    expect(await says({ ...leave, asker: PIET })).toMatch(/no longer comes to this channel/);
  });
});

describe('a channel in which nothing can be posted', () => {
  const shut: Chat['reach'] = async ({ channel }) => {
    if (channel === 'C1')
      throw new NewsroomError('permission_lost', 'The bot is not in this channel.', { hint: 'Type /invite @Nutgraf.' });
  };

  it('is said with what to do when a watchlist is added, which is kept', async () => {
    const post = await deskOf(DEFAULT_PERMISSIONS, shut).handle(typing(SLACK_DESK, '/watch add fire'));
    expect(wordsOf(post)).toMatch(/Watching: fire[\s\S]*not in this channel\.[\s\S]*\/invite @Nutgraf/);
    expect(await stage.newsroom.watchlists.list()).toHaveLength(1);
  });

  it('is said when it is subscribed', async () => {
    const desk = deskOf(DEFAULT_PERMISSIONS, shut);
    await desk.handle(typing({ ...SLACK_DESK, channel: 'C2' }, '/watch add fire'));
    expect(wordsOf(await desk.handle(typing(SLACK_DESK, '/watch subscribe w_1')))).toMatch(/not in this channel/);
  });

  it('is not told from a platform that is down for a moment', async () => {
    const down: Chat['reach'] = async () => {
      throw new NewsroomError('unavailable', 'Down.');
    };
    const post = await deskOf(DEFAULT_PERMISSIONS, down).handle(typing(SLACK_DESK, '/watch add fire'));
    expect(wordsOf(post)).not.toMatch(/Nothing can be posted/);
  });
});

describe('the list of watchlists', () => {
  it('lets one be chosen, which is shown with what can be done about it', async () => {
    await says(typing(SLACK_DESK, '/watch add fire as Fires'));
    const { menu } = await deskOf().handle(typing(SLACK_DESK, '/watch list'));
    expect(menu).toMatchObject({ id: 'watch-show', choices: [{ value: 'w_1', label: 'Fires', note: 'fire' }] });
    const chosen = (who: Partial<ChatRequest>) =>
      deskOf().handle(asking(SLACK_DESK, 'action', 'watch-show', { text: 'w_1', ...who }));
    expect((await chosen({})).actions?.map(({ label }) => label)).toEqual(['Edit', 'Pause', 'Remove']);
    expect(await chosen({ asker: PIET })).not.toHaveProperty('actions');
  });

  it('offers as many as a menu holds, each within what it shows', async () => {
    const long = 'tram '.repeat(30).trim();
    for (let n = 0; n < MENU_MAX_CHOICES + 3; n += 1)
      await says(typing(SLACK_DESK, `/watch add "${long}" OR tram${n} as ${'N'.repeat(90)}${n}`));
    const { menu } = await deskOf().handle(typing(SLACK_DESK, '/watch list'));
    expect(menu?.choices).toHaveLength(MENU_MAX_CHOICES);
    for (const { label, note = '' } of menu?.choices ?? [])
      expect(Math.max(label.length, note.length)).toBeLessThanOrEqual(CHOICE_MAX_CHARS);
  });
});
