import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CHART_ALT_MAX_CHARS, CHART_TITLE_MAX_CHARS } from '../../../adapters/slack/charts.ts';
import { createSlack, type SlackChat } from '../../../adapters/slack/index.ts';
import { FORM_PATIENCE_MS, SUBMIT_PATIENCE_MS } from '../../../adapters/slack/modals.ts';
import { LOOKUP_MAX_CHOICES, LOOKUP_PATIENCE_MS, POINTING_PATIENCE_MS } from '../../../adapters/slack/surfaces.ts';
import type { ChannelRef, ChatRequest, Form, Home, Post, Submission } from '../../../src/model.ts';
import type { Desk } from '../../../src/ports.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { FORMS, GALLERY, HOMES } from '../../contracts/chat.gallery.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import {
  filled,
  type Json,
  openingHome,
  pointingAt,
  pressingIn,
  pressingOn,
  type Shown,
  shownLast,
  submitting,
  suggesting,
  usingShortcut,
} from './gestures.ts';
import { SILENT_LOG } from './log.ts';
import { APP_TOKEN, BOT_TOKEN, CHANNEL, openSlackPeer, PERSON, type SlackPeer, TEAM } from './peer.ts';
import { readBlocks } from './reader.ts';

const channel: ChannelRef = { platform: 'slack', workspace: TEAM, channel: CHANNEL };

let peer: SlackPeer;
let chat: SlackChat | undefined;
let asked: { readonly of: string; readonly request: ChatRequest }[];
let said: (request: ChatRequest) => Promise<Post> | Post;
let formFor: (request: ChatRequest) => Promise<{ form: Form } | { post: Post }> | { form: Form } | { post: Post };
let submitted: (request: ChatRequest) => Promise<Submission> | Submission;
let home: () => Home;
let lookup: Desk['lookup'];

const desk = deskOf(
  async (request) => {
    asked.push({ of: 'handle', request });
    return said(request);
  },
  {
    async form(request) {
      asked.push({ of: 'form', request });
      return formFor(request);
    },
    async submit(request) {
      asked.push({ of: 'submit', request });
      return submitted(request);
    },
    async lookup(of, request, limit) {
      asked.push({ of: `lookup ${of}`, request });
      return lookup(of, request, limit);
    },
    async home(request) {
      asked.push({ of: 'home', request });
      return home();
    },
  },
);

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8_000, interval: 10 });

beforeEach(async () => {
  asked = [];
  said = () => ({ ...saying('Done.'), audience: 'asker' });
  formFor = () => ({ form: FORMS.new });
  submitted = () => ({ post: { ...saying('Watching: Strait.'), audience: 'asker' } });
  home = () => HOMES.later;
  lookup = async () => [];
  peer = await openSlackPeer();
  chat = createSlack({
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    apiUrl: peer.apiUrl,
    channelPauseMs: 0,
    log: SILENT_LOG,
  });
  await chat.start(desk);
});

afterEach(async () => {
  await chat?.stop();
  chat = undefined;
  await peer.close();
});

const shown = (): Shown => shownLast(peer);
const words = ({ view }: Shown): string => readBlocks(view.blocks).text;
const opened = (): Promise<void> => eventually(() => expect(peer.views.size).toBe(1));
const sent = filled;
const submit = (view: Json) => submitting(peer, view);
const pressIn = (view: Json, action: Json) => pressingIn(peer, view, action);
const pressOnMessage = (action: Json, more: Json = {}) =>
  pressingOn(peer, { ts: '5.5', channel: CHANNEL }, action, more);
const openHome = () => openingHome(peer);

describe('a form in Slack', () => {
  it.each(['add', 'edit w_4f2a', 'edit "Kabul desk"'])('opens by /watch %s', async (text) => {
    await peer.command('watch', text);
    await opened();
    expect(asked).toMatchObject([
      { of: 'form', request: { kind: 'command', name: 'watch', text, rights: { admin: false } } },
    ]);
    expect(shown().view).toMatchObject({ type: 'modal', callback_id: 'watch-new', title: { text: 'New watchlist' } });
    expect(peer.messages).toEqual([]);
  });

  it('opens by the long way to type it, too', async () => {
    await peer.command('nutgraf', 'watch add');
    await opened();
    expect(asked).toMatchObject([{ of: 'form', request: { name: 'nutgraf', text: 'watch add' } }]);
  });

  it.each(['', 'list', 'add ferry', 'edit w_1 --digest daily@08:30'])('is not opened by “/watch %s”', async (text) => {
    await peer.command('watch', text);
    await eventually(() => expect(peer.messages).toHaveLength(1));
    expect(asked.map(({ of }) => of)).toEqual(['handle']);
  });

  it('opens by a button on a message, which goes on in its thread', async () => {
    await pressOnMessage({ action_id: 'form:watch-edit:w_1', value: 'form' });
    await opened();
    expect(asked).toMatchObject([
      { of: 'form', request: { kind: 'action', name: 'form:watch-edit:w_1', thread: '5.5' } },
    ]);
    await submit(sent(shown(), { query: { value: 'ferry' } }));
    await eventually(() => expect(peer.messages[0]).toMatchObject({ only: PERSON, channel: CHANNEL, thread: '5.5' }));
  });

  it('opens by the shortcut of the whole workspace, and shows there what became of it', async () => {
    await usingShortcut(peer, 'watch_new');
    await opened();
    expect(asked[0]!.request).toMatchObject({
      name: 'watch',
      text: 'add',
      channel: { channel: PERSON, person: PERSON },
    });
    const { payload } = await submit(sent(shown(), { query: { value: 'ferry' } }));
    expect(payload).toMatchObject({ response_action: 'update', view: { callback_id: 'words' } });
    expect(JSON.stringify(payload)).toContain('Watching: Strait.');
    expect(peer.messages).toEqual([]);
  });

  it('is announced where the desk needs its time', async () => {
    const { promise, resolve } = Promise.withResolvers<{ form: Form }>();
    formFor = () => promise;
    await peer.command('watch', 'add');
    await opened();
    expect(words(shown())).toBe('One moment…');
    resolve({ form: FORMS.new });
    await eventually(() => expect(shown().view).toMatchObject({ callback_id: 'watch-new' }));
    expect(FORM_PATIENCE_MS).toBeLessThan(3_000);
  });

  it('gives way to words where there is none for the asker', async () => {
    formFor = () => ({ post: { ...saying('Only admins may.'), audience: 'asker' } });
    await peer.command('watch', 'add');
    await eventually(() => expect(peer.messages[0]).toMatchObject({ only: PERSON, text: 'Only admins may.' }));
    expect(peer.views.size).toBe(0);
  });

  it('says so in words where its trigger has expired', async () => {
    peer.fail('views.open', { body: { ok: false, error: 'expired_trigger_id' } });
    await peer.command('watch', 'add');
    await eventually(() => expect(peer.messages[0]).toMatchObject({ only: PERSON }));
    expect(peer.messages[0]!.text).toContain('press again');
  });

  it('is drawn anew by a button in it, with what is filled in', async () => {
    await peer.command('watch', 'add');
    await opened();
    formFor = () => ({ form: { ...FORMS.preview } });
    await pressIn(sent(shown(), { query: { value: 'ferry AND "kestrel point"' }, name: { value: 'Strait' } }), {
      action_id: 'preview:watch-new',
    });
    await eventually(() => expect(words(shown())).toContain('2 alerts in the last 7 days'));
    expect(asked.at(-1)!.request).toMatchObject({
      kind: 'action',
      name: 'preview:watch-new',
      channel: { channel: CHANNEL },
      options: { query: 'ferry AND "kestrel point"', name: 'Strait', channel: CHANNEL },
    });
    const ids = shown().view.blocks.map(({ block_id }) => block_id);
    // What was typed stays where it is; what the desk has changed is shown anew.
    expect(ids).toContain('query@0');
    expect(ids).toContain('name@1');
  });

  it('stays as it is where a later press was quicker', async () => {
    await peer.command('watch', 'add');
    await opened();
    peer.fail('views.update', { body: { ok: false, error: 'hash_conflict' } });
    await pressIn(sent(shown()), { action_id: 'preview:watch-new' });
    await eventually(() => expect(peer.calls).toContain('views.update'));
    expect(peer.messages).toEqual([]);
  });

  it('is told what is wrong at its fields, and what became of it once it is right', async () => {
    await peer.command('watch', 'add');
    await opened();
    const view = shown();
    submitted = () => ({ errors: { query: 'A bracket is open.', nowhere: 'Not like that.', zone: 'No such zone.' } });
    const wrong = await submit(sent(view, { query: { value: '(ferry' } }));
    expect(wrong.payload).toEqual({
      response_action: 'errors',
      errors: { 'query@0': 'A bracket is open. Not like that.', 'zone@0': 'No such zone.' },
    });
    submitted = () => ({ post: { ...saying('Watching: Strait.'), audience: 'asker' } });
    const right = await submit(
      sent(view, {
        query: { value: 'ferry' },
        channel: { selected_conversation: 'C0OTHER' } as Json,
        delivery: { selected_option: { value: 'weekday' } },
        at: { selected_time: '08:30' },
      }),
    );
    expect(right.payload).toEqual({ response_action: 'clear' });
    expect(asked.at(-1)).toMatchObject({
      of: 'submit',
      request: {
        kind: 'form',
        name: 'watch-new',
        channel: { channel: CHANNEL },
        options: { query: 'ferry', name: '', channel: 'C0OTHER', delivery: 'weekday', at: '08:30' },
      },
    });
    await eventually(() => expect(peer.messages).toMatchObject([{ only: PERSON, text: 'Watching: Strait.' }]));
  });

  it('is acknowledged in time by a slow desk, and answered in its place', async () => {
    await peer.command('watch', 'add');
    await opened();
    const view = shown();
    const { promise, resolve } = Promise.withResolvers<Submission>();
    submitted = () => promise;
    const { ms, payload } = await submit(sent(view, { query: { value: '(ferry' } }));
    expect(ms).toBeLessThan(3_000);
    expect(ms).toBeGreaterThan(SUBMIT_PATIENCE_MS - 100);
    expect(payload).toMatchObject({ response_action: 'update' });
    resolve({ errors: { query: 'A bracket is open.' } });
    await eventually(() => expect(words(shown())).toContain('⚠ A bracket is open.'));
    expect(shown().view).toMatchObject({ callback_id: 'watch-new' });
    expect(JSON.stringify(shown().view)).toContain('(ferry');
  });

  it('brings its result in direct messages where the channel is out of reach', async () => {
    await peer.command('watch', 'add');
    await opened();
    peer.fail('chat.postEphemeral', { body: { ok: false, error: 'not_in_channel' } });
    await submit(sent(shown(), { query: { value: 'ferry' } }));
    await eventually(() => expect(peer.messages[0]).toMatchObject({ channel: 'D0G9QPY56', text: 'Watching: Strait.' }));
  });

  it('believes no metadata that is not its own', async () => {
    await peer.command('watch', 'add');
    await opened();
    const forged = {
      ...sent(shown(), { query: { value: 'x' } }),
      private_metadata: '{"channel":"../x","thread":"no"}',
    };
    await submit(forged);
    await eventually(() => expect(asked.at(-1)!.of).toBe('submit'));
    expect(asked.at(-1)!.request).toMatchObject({ channel: { channel: PERSON, person: PERSON } });
    expect(asked.at(-1)!.request.thread).toBeUndefined();
  });
});

describe('a command that lacks what it is about', () => {
  it.each([
    ['watch', 'pause', 'watchlist', 'pause w_1'],
    ['watch', 'Remove ', 'watchlist', 'remove w_1'],
    ['nutgraf', 'feeds remove', 'feed', 'feeds remove w_1'],
    ['nutgraf', 'brief', 'story', 'brief w_1'],
  ])('has it chosen: /%s %s', async (name, text, kind, completed) => {
    await peer.command(name, text);
    await opened();
    expect(shown().view.blocks[0]).toMatchObject({ element: { type: 'external_select', action_id: `lookup:${kind}` } });
    const { payload } = await submit(sent(shown(), { what: { selected_option: { value: 'w_1' } } }));
    expect(payload).toEqual({ response_action: 'clear' });
    expect(asked.map(({ of }) => of)).toEqual(['handle']);
    expect(asked[0]!.request).toMatchObject({ kind: 'command', name, text: completed, channel: { channel: CHANNEL } });
    expect(asked[0]!.request.options).toBeUndefined();
    await eventually(() => expect(peer.messages).toMatchObject([{ only: PERSON, text: 'Done.' }]));
  });

  it('goes on with the form that it asks for', async () => {
    await peer.command('watch', 'edit');
    await opened();
    const { payload } = await submit(sent(shown(), { what: { selected_option: { value: 'w_1' } } }));
    expect(payload).toMatchObject({ response_action: 'update', view: { callback_id: 'watch-new' } });
    expect(asked).toMatchObject([{ of: 'form', request: { kind: 'command', name: 'watch', text: 'edit w_1' } }]);
  });
});

describe('a field that looks things up', () => {
  const suggest = (action_id: string, value: string) => suggesting(peer, action_id, value);

  it('offers what the desk finds, within what Slack holds', async () => {
    lookup = async () =>
      Array.from({ length: LOOKUP_MAX_CHOICES + 20 }, (_, i) => ({
        value: `s_${i}`,
        label: `Story ${i} `.repeat(20),
        note: 'x',
      }));
    const { payload } = await suggest('lookup:story', 'fer');
    const { options } = payload as { options: { text: { text: string } }[] };
    expect(asked[0]).toMatchObject({ of: 'lookup story', request: { text: 'fer', asker: { id: PERSON } } });
    expect(options).toHaveLength(LOOKUP_MAX_CHOICES);
    expect(Math.max(...options.map(({ text }) => text.text.length))).toBeLessThanOrEqual(75);
  });

  it('offers nothing rather than keep people waiting', async () => {
    lookup = () => new Promise(() => {});
    const { ms, payload } = await suggest('lookup:feed', 'x');
    expect(payload).toEqual({ options: [] });
    expect(ms).toBeLessThan(LOOKUP_PATIENCE_MS + 1_000);
  });
});

describe('the home page in Slack', () => {
  it('is drawn when somebody comes', async () => {
    await openHome();
    await opened();
    expect(words(shown())).toContain('Your watchlists');
    expect(asked[0]!.request).toMatchObject({ name: 'home', channel: { channel: PERSON, person: PERSON } });
  });

  it('is not drawn for the tab of messages', async () => {
    await peer.event({ type: 'app_home_opened', user: PERSON, channel: 'D1', tab: 'messages', event_ts: '1.1' });
    await openHome();
    await opened();
    expect(asked.map(({ of }) => of)).toEqual(['home']);
  });

  it('shows at once what a button on it has changed, and what was said', async () => {
    await openHome();
    await opened();
    said = () => ({ audience: 'asker', headline: { text: 'Quay: paused' }, blocks: [] });
    home = () => HOMES.first;
    await pressIn(sent(shown()), { action_id: 'watch-pause:w_77b0' });
    await eventually(() => expect(words(shown())).toContain('Welcome to Nutgraf'));
    expect(words(shown())).toContain('Quay: paused');
    expect(asked[1]).toMatchObject({ of: 'handle', request: { kind: 'action', name: 'watch-pause:w_77b0' } });
    expect(peer.views.size).toBe(1);
  });

  it('opens a modal for what is too long to stand on it', async () => {
    await openHome();
    await opened();
    said = () => GALLERY.brief!;
    // Stories move meanwhile: a long answer is shown by itself all the same.
    home = () => HOMES.first;
    await pressIn(sent(shown()), { action_id: 'brief:s_12' });
    await eventually(() => expect(peer.views.size).toBe(2));
    expect(shown().view).toMatchObject({ type: 'modal', callback_id: 'words' });
    expect(words(shown())).toContain('Ferry runs aground');
  });

  it('finds any story, and briefs it in a modal', async () => {
    await openHome();
    await opened();
    said = () => GALLERY.brief!;
    await pressIn(sent(shown()), {
      type: 'external_select',
      action_id: 'lookup:story',
      selected_option: { value: 's_12' },
    });
    await eventually(() => expect(words(shown())).toContain('Ferry runs aground'));
    expect(asked.find(({ of }) => of === 'handle')!.request).toMatchObject({ name: 'brief:s_12', text: '' });
  });

  it('opens a modal for what changes nothing on it', async () => {
    await openHome();
    await opened();
    said = () => ({ ...saying('Not yours to pause.'), audience: 'asker' });
    await pressIn(sent(shown()), { action_id: 'watch-pause:w_1' });
    await eventually(() => expect(peer.views.size).toBe(2));
    expect(words(shown())).toBe('Not yours to pause.');
  });

  it('says above the page what came too late for a modal', async () => {
    await openHome();
    await opened();
    peer.fail('views.open', { body: { ok: false, error: 'expired_trigger_id' } });
    await pressIn(sent(shown()), { action_id: 'watch-pause:w_1' });
    await eventually(() => expect(words(shown())).toContain('Done.'));
    expect(peer.views.size).toBe(1);
  });

  it('opens forms, shows what became of them there, and is drawn anew', async () => {
    await openHome();
    await opened();
    await pressIn(sent(shown()), { action_id: 'form:watch-new', value: 'form' });
    await eventually(() => expect(peer.views.size).toBe(2));
    const before = asked.filter(({ of }) => of === 'home').length;
    const { payload } = await submit(sent(shown(), { query: { value: 'ferry' } }));
    expect(payload).toMatchObject({ response_action: 'update' });
    await eventually(() => expect(asked.filter(({ of }) => of === 'home').length).toBe(before + 1));
    expect(peer.messages).toEqual([]);
  });
});

describe('somebody else’s message, pointed at', () => {
  const point = (callback_id: string, message: Json) => pointingAt(peer, CHANNEL, callback_id, message);

  it.each([
    ['brief_link', 'brief-link'],
    ['check', 'check'],
  ])('%s goes to the desk, and is answered to the asker alone', async (callback, name) => {
    said = () => saying('Checked.', { actions: [{ id: 'share:check:c_1', label: 'Share here' }] });
    await point(callback, { text: 'see <https://port.example/a?b=1&amp;c=2|the port &amp; more>' });
    await eventually(() => expect(peer.messages).toMatchObject([{ only: PERSON, text: 'Checked.' }]));
    expect(asked[0]!.request).toMatchObject({
      kind: 'message',
      name,
      text: 'see the port & more',
      links: ['https://port.example/a?b=1&c=2'],
      thread: '7.7',
    });
  });

  it('is shared in the thread of the message', async () => {
    said = () => saying('Checked.', { actions: [{ id: 'share:check:c_1', label: 'Share here' }] });
    await point('check', { text: '42 were aboard' });
    await eventually(() => expect(peer.messages).toHaveLength(1));
    const row = peer.messages[0]!.blocks.find(({ type }) => type === 'actions') as Json | undefined;
    await pressOnMessage(
      { action_id: 'share:check:c_1', block_id: row!.block_id },
      {
        message: undefined,
        container: { type: 'message', message_ts: '9.9', channel_id: CHANNEL, is_ephemeral: true },
      },
    );
    await eventually(() => expect(peer.messages).toHaveLength(2));
    expect(peer.messages[1]).toMatchObject({ channel: CHANNEL, thread: '7.7' });
    expect(peer.messages[1]!.only).toBeUndefined();
    // What the asker saw alone goes.
    await eventually(() => expect(peer.argumentsOf('response_url').at(-1)).toMatchObject({ delete_original: true }));
  });

  it('is shared also where the bot is not in the channel', async () => {
    said = () => saying('For all.');
    peer.fail('chat.postMessage', { body: { ok: false, error: 'not_in_channel' } });
    await pressOnMessage({ action_id: 'share:check:c_1' });
    await eventually(() => expect(peer.messages).toMatchObject([{ channel: CHANNEL, text: 'For all.' }]));
    expect(peer.messages[0]!.only).toBeUndefined();
  });

  it('is read from blocks and attachments where it has no words of its own', async () => {
    await point('check', {
      text: '',
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'Look: ' },
                { type: 'link', url: 'https://a.example/1' },
              ],
            },
          ],
        },
        { type: 'section', text: { type: 'mrkdwn', text: '<https://b.example/2|two> &amp; three' } },
      ],
      attachments: [{ title: 'An article', title_link: 'https://c.example/3', text: 'Its text.' }, null],
    });
    await eventually(() => expect(asked).toHaveLength(1));
    expect(asked[0]!.request).toMatchObject({
      text: 'Look: https://a.example/1\ntwo & three\nAn article\nIts text.',
      links: ['https://a.example/1', 'https://b.example/2', 'https://c.example/3'],
    });
  });

  it('is said to be read where that takes its time', async () => {
    const { promise, resolve } = Promise.withResolvers<Post>();
    said = () => promise;
    await point('brief_link', { text: '<https://a.example/1>' });
    await eventually(() => expect(peer.messages).toMatchObject([{ only: PERSON, text: 'Reading it. One moment…' }]));
    resolve(saying('Read.'));
    await eventually(() => expect(peer.messages).toHaveLength(2));
    expect(POINTING_PATIENCE_MS).toBeLessThan(5_000);
  });
});

describe('choices under a message', () => {
  it('hands a choice of a menu to the desk', async () => {
    await pressOnMessage({ type: 'static_select', action_id: 'watch-show', selected_option: { value: 'w_1' } });
    await eventually(() => expect(asked).toHaveLength(1));
    expect(asked[0]!.request).toMatchObject({ kind: 'action', name: 'watch-show', text: 'w_1', thread: '5.5' });
  });

  it('hands over what was folded away under its own name', async () => {
    const ref = await chat!.post(channel, GALLERY['story-alert']!, { key: 'k' });
    const row = peer.messages[0]!.blocks.at(-1) as unknown as {
      elements: { type: string; options?: { value: string }[] }[];
    };
    const menu = row.elements.find(({ type }) => type === 'overflow')!;
    expect(menu.options!.map(({ value }) => value)).toEqual(['mute:s_12', 'irrelevant:s_12', 'why:s_12']);
    await pressOnMessage({ type: 'overflow', action_id: 'more', selected_option: menu.options![2] });
    await eventually(() => expect(asked).toHaveLength(1));
    expect(asked[0]!.request).toMatchObject({ kind: 'action', name: 'why:s_12', text: '' });
    expect(ref.id).not.toBe('');
  });
});

describe('a picture of the coverage', () => {
  it('is shared with its description in the thread of what is for everyone', async () => {
    const ref = await chat!.post(channel, { ...GALLERY.timeline!, audience: 'everyone' }, { key: 'k' });
    await eventually(() => expect(peer.files[0]).toMatchObject({ channel: CHANNEL, thread: ref.id }));
    expect(peer.files[0]).toMatchObject({ filename: 'coverage.png', title: GALLERY.timeline!.chart!.title });
    expect(peer.files[0]!.alt).toContain('4 articles from 4 outlets');
    expect(peer.argumentsOf('files.completeUploadExternal')[0]!.initial_comment).toContain('4 articles from 4 outlets');
  });

  it('is described within what Slack takes', async () => {
    const chart = { ...GALLERY.timeline!.chart!, alt: 'a & b '.repeat(500), title: 'long '.repeat(200) };
    await chat!.post(channel, saying('x', { chart }), { key: 'k' });
    await eventually(() => expect(peer.files[0]?.channel).toBe(CHANNEL));
    expect(peer.files[0]!.alt!.length).toBeLessThanOrEqual(CHART_ALT_MAX_CHARS);
    expect(peer.files[0]!.title!.length).toBeLessThanOrEqual(CHART_TITLE_MAX_CHARS);
  });

  it('waits until it is shared where only the asker sees the answer', async () => {
    said = () => GALLERY.timeline!;
    await pressOnMessage({ action_id: 'timeline:s_12' });
    await eventually(() => expect(peer.messages).toHaveLength(1));
    expect(peer.files).toEqual([]);
    said = () => ({ ...GALLERY.timeline!, audience: 'everyone', actions: [] });
    await pressOnMessage({ action_id: 'share:timeline:s_12' });
    await eventually(() => expect(peer.files[0]).toMatchObject({ channel: CHANNEL, thread: '5.5' }));
  });

  it.each(['files.getUploadURLExternal', 'upload_url', 'files.completeUploadExternal'])(
    'is missed by nobody where %s refuses it',
    async (method) => {
      peer.fail(
        method,
        method === 'upload_url' ? { status: 500 } : { body: { ok: false, error: 'file_uploads_disabled' } },
      );
      await chat!.post(channel, { ...GALLERY.timeline!, audience: 'everyone' }, { key: 'k' });
      await eventually(() => expect(peer.calls).toContain(method));
      expect(peer.messages).toHaveLength(1);
      expect(peer.files.filter((file) => file.channel !== undefined)).toEqual([]);
    },
  );
});
