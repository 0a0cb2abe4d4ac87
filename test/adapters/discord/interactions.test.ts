import { describe, expect, it } from 'vitest';
import { MENU_MAX_CHOICES } from '../../../adapters/discord/components.ts';
import { FORM_WITHIN_MS } from '../../../adapters/discord/dialogs.ts';
import { LINKS_MAX } from '../../../adapters/discord/requests.ts';
import { SUGGEST_WITHIN_MS } from '../../../adapters/discord/suggestions.ts';
import type { ChatRequest, Form, Post } from '../../../src/model.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { CHANNEL, DIRECT, GUILD, PERSON } from './peer.ts';
import { memberOf, ROLE } from './peer-server.ts';
import { eventually, forAsker, inChannel, refusal, slowly, useStage } from './stage.ts';

const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const MENTIONABLE = 9;
const EPHEMERAL = 64;
const verb = (name: string, options: readonly object[] = []) => [{ type: 1, name, options }];
const text = (name: string, value: string, more: object = {}) => ({ type: STRING, name, value, ...more });

/** `/watch add` with a role, as Discord sends it. */
const mentioning = (options: readonly object[], mentionable: boolean) => ({
  id: '1',
  name: 'watch',
  type: 1,
  options: verb('add', options),
  resolved: {
    roles: {
      '600000000000000002': { id: '600000000000000002', name: 'Editors', permissions: '0', position: 1, mentionable },
    },
  },
});

const stage = useStage();

describe('A command', () => {
  it.each([
    [
      'add',
      [text('query', '"flood warning" OR storm'), text('name', 'Weather')],
      'add "flood warning" OR storm as Weather',
    ],
    ['list', [], 'list'],
    ['remove', [text('watchlist', 'w_1')], 'remove w_1'],
    [
      'add',
      [text('query', 'port'), text('digest', 'hourly'), text('quiet', '22:00 to 07:00')],
      'add port --digest hourly --quiet "22:00 to 07:00"',
    ],
  ])('/watch %s says the same in options and in words', async (name, options, typed) => {
    await stage.connect();
    await stage.peer.command('watch', verb(name, options));
    expect(stage.requests[0]).toMatchObject({
      kind: 'command',
      name: 'watch',
      text: typed,
      asker: { id: PERSON, name: 'mara' },
    });
    expect(stage.requests[0]!.options).toEqual(
      Object.fromEntries(options.map((option) => [option.name, option.value])),
    );
  });

  it('takes numbers, roles and switches as the desk reads them', async () => {
    await stage.connect();
    const options = [
      text('query', 'port'),
      { type: INTEGER, name: 'min-sources', value: 3 },
      { type: INTEGER, name: 'max-per-hour', value: 0 },
      { type: MENTIONABLE, name: 'mention', value: '600000000000000002' },
    ];
    await stage.peer.command('watch', [], { data: mentioning(options, true) });
    expect(stage.requests[0]!.options).toEqual({
      query: 'port',
      'min-sources': '3',
      'max-per-hour': 'off',
      mention: 'role:600000000000000002',
    });
  });

  it('does not take a role that Discord would not notify, and says why', async () => {
    await stage.connect();
    const options = [text('query', 'port'), { type: MENTIONABLE, name: 'mention', value: '600000000000000002' }];
    await stage.peer.command('watch', [], { data: mentioning(options, false) });
    expect(stage.requests).toEqual([]);
    expect(stage.peer.seen()).toMatchObject([{ for: 'asker', text: expect.stringContaining('Editors') }]);
    const everyone = String(1n << 17n); // Mention Everyone
    await stage.peer.command('watch', [], { data: mentioning(options, false), app_permissions: everyone });
    expect(stage.requests).toHaveLength(1);
  });

  it('takes back whom to notify', async () => {
    await stage.connect();
    await stage.peer.command(
      'watch',
      verb('edit', [text('watchlist', 'w_1'), { type: BOOLEAN, name: 'notify-nobody', value: true }]),
    );
    expect(stage.requests[0]!.options).toEqual({ watchlist: 'w_1', mention: 'off' });
  });

  it.each([
    ['8', { admin: true, manageChannel: true }],
    ['32', { admin: true, manageChannel: false }],
    ['16', { admin: false, manageChannel: true }],
    ['0', { admin: false }],
  ])('says what a person with permissions %s may do', async (permissions, rights) => {
    await stage.connect();
    const member = { ...memberOf(PERSON), permissions, roles: [ROLE] };
    await stage.peer.command('stories', [], { member });
    expect(stage.requests[0]!.rights).toMatchObject(rights);
    expect(stage.requests[0]!.rights!.roles).toEqual([ROLE]);
  });

  it('whose permissions Discord does not tell is judged by the person’s roles', async () => {
    await stage.connect();
    await stage.peer.command('stories', [], { member: { ...memberOf(PERSON), permissions: undefined } });
    expect(stage.requests[0]!.rights).toMatchObject({ admin: true, manageChannel: true }); // they own the server
  });

  it('in direct messages is one’s own affair, and stays there to be read', async () => {
    stage.respond = () => forAsker('Yours.');
    await stage.connect();
    const user = { id: PERSON, username: 'mara', discriminator: '0', avatar: null };
    await stage.peer.command('watch', verb('list'), {
      guild_id: undefined,
      member: undefined,
      user,
      channel_id: DIRECT,
      context: 1,
    });
    expect(stage.requests[0]).toMatchObject({
      channel: { channel: DIRECT, person: PERSON },
      rights: { admin: false, manageChannel: true },
    });
    await eventually(() => expect(stage.peer.seen()).toMatchObject([{ text: 'Yours.', for: 'everyone' }]));
  });

  it('of a bot that one person brought along is for that person’s direct messages', async () => {
    await stage.connect();
    await stage.peer.command('watch', verb('list'), { authorizing_integration_owners: { '1': PERSON } });
    expect(stage.requests[0]!.channel).toEqual({ platform: 'discord', channel: PERSON, person: PERSON });
    expect(stage.requests[0]!.rights).toEqual({ admin: false, manageChannel: true });
  });

  it('without what Discord may leave out is answered all the same', async () => {
    await stage.connect();
    await stage.peer.command('ask', [text('question', 'who?')], {
      entitlements: undefined,
      authorizing_integration_owners: undefined,
      app_permissions: undefined,
      channel: undefined,
      context: undefined,
    });
    expect(stage.requests[0]!.channel).toEqual({ platform: 'discord', workspace: GUILD, channel: CHANNEL });
    await eventually(() => expect(stage.shown()).toEqual(['Answered.']));
  });

  it('that was acknowledged by a try whose answer was lost is filled in', async () => {
    stage.respond = slowly(saying('It took a while.'));
    await stage.connect();
    stage.peer.fail('POST /interactions', { lost: true });
    await stage.peer.command('ask', [text('question', 'who?')]);
    await eventually(() => expect(stage.shown()).toEqual(['It took a while.']));
  });
});

describe('An answer that comes too late for its command', () => {
  it.each([
    [10062, 'POST /interactions', saying('The harbour master.'), 0],
    [50027, 'PATCH /webhooks', saying('The harbour master.'), 80],
    [10015, 'PATCH /webhooks', saying('The harbour master.'), 80],
  ])('comes as a message (%i)', async (code, call, post, afterMs) => {
    stage.respond = () => new Promise((resolve) => setTimeout(resolve, afterMs, post));
    await stage.connect();
    stage.peer.fail(call, refusal(404, code));
    void stage.peer.command('ask', [text('question', 'who?')]);
    await eventually(() => expect(stage.callsTo('POST', new RegExp(`${CHANNEL}/messages$`))).toHaveLength(1));
    expect(stage.peer.messages.at(-1)).toMatchObject({
      content: `<@${PERSON}>\nThe harbour master.`,
      allowed_mentions: { parse: [], users: [PERSON] },
    });
  });

  it('comes as a direct message where it is for the asker', async () => {
    stage.respond = () => forAsker('Your lists.');
    await stage.connect();
    stage.peer.fail('POST /interactions', refusal(404, 10062));
    void stage.peer.command('watch', verb('list'));
    await eventually(() =>
      expect(stage.peer.messages.at(-1)).toMatchObject({ channel: DIRECT, content: 'Your lists.' }),
    );
  });
});

describe('While one types', () => {
  const typing = (name: string, value: string) => text(name, value, { focused: true });

  it('suggests what the desk finds', async () => {
    const looked: [string, string, number][] = [];
    stage.desk.lookup = async (of, request, limit) => {
      looked.push([of, request.text, limit]);
      return [{ value: 'w_1', label: 'Kabul desk', note: 'taliban' }];
    };
    await stage.connect();
    const answer = await stage.peer.type('watch', verb('pause', [typing('watchlist', 'kab')]));
    expect(looked).toEqual([['watchlist', 'kab', MENU_MAX_CHOICES]]);
    expect(answer).toMatchObject({ type: 8, choices: [{ name: 'Kabul desk · taliban', value: 'w_1' }] });
  });

  it('suggests stories and topics to /brief, each once, at most 25, none that would be cut', async () => {
    stage.desk.lookup = async (of) => [
      { value: 'same', label: 'Same' },
      { value: 'x'.repeat(101), label: 'Too long' },
      ...Array.from({ length: 20 }, (_, i) => ({ value: `${of}${i}`, label: 'y'.repeat(300) })),
    ];
    await stage.connect();
    const { choices = [] } = await stage.peer.type('brief', [typing('topic', 'tal')]);
    expect(choices).toHaveLength(MENU_MAX_CHOICES);
    expect(choices.filter(({ value }) => value === 'same')).toHaveLength(1);
    expect(choices.some(({ value }) => value.startsWith('xxx'))).toBe(false);
  });

  it.each([
    ['zone', 'london', 'Europe/London'],
    ['zone', 'new york', 'America/New_York'],
    ['digest', 'week', 'weekdays@07:00'],
  ])('knows what %s can be', async (option, typed, expected) => {
    await stage.connect();
    const { choices = [] } = await stage.peer.type('watch', verb('add', [text('query', 'x'), typing(option, typed)]));
    expect(choices[0]?.value).toBe(expected);
  });

  it.each([
    ['fails', async () => Promise.reject(new Error('no'))],
    ['is slow', () => new Promise<never>(() => {})],
  ])('suggests nothing where the desk %s, in time', async (_, lookup) => {
    stage.desk.lookup = lookup;
    await stage.connect();
    const startedAt = performance.now();
    const answer = await stage.peer.type('feeds', verb('remove', [typing('feed', 'x')]));
    expect(answer).toMatchObject({ type: 8, choices: [] });
    expect(performance.now() - startedAt).toBeLessThan(SUGGEST_WITHIN_MS + 600);
  });
});

const FORM: Form = {
  id: 'watch-new',
  title: 'Watch for something',
  submit: 'Watch',
  fields: [
    {
      id: 'query',
      label: 'Query',
      kind: 'text',
      hint: 'What to watch for',
      multiline: true,
      maxChars: 500,
      value: 'port',
    },
    { id: 'name', label: 'Name', kind: 'text', optional: true },
    {
      id: 'updates',
      label: 'Updates',
      kind: 'choice',
      choices: [
        { value: 'any', label: 'Every change' },
        { value: 'figures', label: 'Figures', note: 'and corrections' },
      ],
      value: 'any',
    },
    { id: 'where', label: 'Where', kind: 'channel', value: CHANNEL },
    { id: 'at', label: 'At', kind: 'time', optional: true },
    { id: 'sixth', label: 'Left out', kind: 'text' },
  ],
};

describe('A form', () => {
  const opens = (form: Form = FORM) => {
    stage.desk.form = async (request: ChatRequest) => {
      stage.requests.push(request);
      return { form };
    };
  };

  it.each([
    ['/watch add', verb('add')],
    ['/watch edit with a watchlist alone', verb('edit', [text('watchlist', 'w_1')])],
  ])('opens on %s, at once, its first five fields', async (_, options) => {
    opens();
    await stage.connect();
    const { type, modal } = await stage.peer.command('watch', options);
    expect(type).toBe(9);
    expect(modal).toMatchObject({ custom_id: 'watch-new', title: 'Watch for something' });
    expect(modal!.components.map(({ label, component }) => [label, component.type])).toEqual([
      ['Query', 4],
      ['Name', 4],
      ['Updates', 3],
      ['Where', 8],
      ['At', 4],
    ]);
  });

  it('does not open where the command says what is wanted', async () => {
    opens();
    await stage.connect();
    const { type } = await stage.peer.command('watch', verb('add', [text('query', 'port')]));
    expect(type).toBe(4);
    expect(stage.requests).toHaveLength(1);
  });

  it('becomes a watchlist, with the backtest in the answer', async () => {
    opens();
    stage.desk.submit = async (request) => {
      stage.requests.push(request);
      return { post: forAsker('Watching: port. 3 alerts in the last 7 days.') };
    };
    await stage.connect();
    const { modal } = await stage.peer.command('watch', verb('add'));
    await stage.peer.submit(modal!, { query: 'port AND strike', updates: 'figures', where: CHANNEL });
    expect(stage.requests.at(-1)).toMatchObject({
      kind: 'form',
      name: 'watch-new',
      options: { query: 'port AND strike', name: '', updates: 'figures', where: CHANNEL, at: '' },
      rights: { manageChannel: true, manages: [CHANNEL] },
    });
    await eventually(() =>
      expect(stage.peer.seen()).toMatchObject([{ for: 'asker', text: expect.stringContaining('3 alerts') }]),
    );
  });

  it('with something wrong says what, and opens again with what was filled in', async () => {
    opens();
    stage.desk.submit = async () => ({ errors: { query: 'A bracket is open:\n  (port\n  ^' } });
    await stage.connect();
    const { modal } = await stage.peer.command('watch', verb('add'));
    await stage.peer.submit(modal!, { query: '(port', name: 'Harbour', updates: 'figures' });
    await eventually(() => expect(stage.shown()[0]).toMatch(/Query:[\s\S]*\(port[\s\S]*Edit again/));
    const { modal: again } = await stage.peer.press('again!watch-new', stage.peer.messages[0]!);
    const [query, name, updates] = again!.components;
    expect(query).toMatchObject({ description: 'A bracket is open: (port ^', component: { value: '(port' } });
    expect(name).toMatchObject({ component: { value: 'Harbour' } });
    expect(updates!.component.options).toEqual([
      { value: 'any', label: 'Every change' },
      { value: 'figures', label: 'Figures', description: 'and corrections', default: true },
    ]);
  });

  it('that nobody remembers says so', async () => {
    await stage.connect();
    await stage.chat.post(inChannel, saying('x', { actions: [{ id: 'x', label: 'X' }] }), { key: 'k' });
    await stage.peer.press('again!watch-new', stage.peer.messages[0]!);
    await eventually(() => expect(stage.shown()[1]).toContain('too long ago'));
  });

  it('opens from a button, whose id says so', async () => {
    opens({ ...FORM, id: 'watch-edit:w_1' });
    await stage.connect();
    const post = saying('Your list.', { actions: [{ id: 'edit:w_1', label: 'Edit', opens: 'form' }] });
    await stage.chat.post(inChannel, post, { key: 'k' });
    const { type, modal } = await stage.peer.press('form!edit:w_1', stage.peer.messages[0]!);
    expect([type, modal?.custom_id]).toEqual([9, 'watch-edit:w_1']);
    expect(stage.requests[0]).toMatchObject({ kind: 'action', name: 'edit:w_1' });
  });

  it('that the desk does not give is answered with its words', async () => {
    stage.desk.form = async () => ({ post: forAsker('Only a manager may.') });
    await stage.connect();
    await stage.peer.command('watch', verb('add'));
    await eventually(() => expect(stage.peer.seen()).toMatchObject([{ text: 'Only a manager may.', for: 'asker' }]));
  });

  it('that comes too late is answered in words, in time', async () => {
    stage.desk.form = () => new Promise(() => {});
    await stage.connect();
    const startedAt = performance.now();
    const { type } = await stage.peer.command('watch', verb('add'));
    expect(type).toBe(4);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(FORM_WITHIN_MS).toBeLessThan(2_500);
    expect(stage.shown()[0]).toContain('try again');
  });
});

describe('A button', () => {
  const posted = async (post: Post) => {
    await stage.chat.post(inChannel, post, { key: 'k' });
    return stage.peer.messages[0]!;
  };

  it('asks first where it is to, and does it then', async () => {
    await stage.connect();
    const message = await posted(
      saying('x', {
        actions: [{ id: 'remove:w_1', label: 'Remove', style: 'danger', confirm: 'Remove “Kabul desk” for good?' }],
      }),
    );
    const [button] = message.components![0]!.components;
    expect(button).toMatchObject({ style: 4 });
    await stage.peer.press((button as { custom_id: string }).custom_id, message);
    expect(stage.requests).toEqual([]);
    const asked = stage.peer.messages[1]!;
    expect(asked).toMatchObject({ content: 'Remove “Kabul desk” for good?', flags: expect.any(Number) });
    expect(stage.peer.seen()[1]).toMatchObject({ for: 'asker' });
    stage.respond = () => forAsker('Removed.');
    await stage.peer.press('done!remove:w_1', asked);
    await eventually(() => expect(stage.requests).toMatchObject([{ kind: 'action', name: 'remove:w_1' }]));
    await eventually(() => expect(stage.shown()[1]).toBe('Removed.'));
    expect(asked.components).toEqual([]);
  });

  it('under what one person was shown is that person’s', async () => {
    stage.respond = () => ({ ...forAsker('Yours.'), actions: [{ id: 'mine', label: 'Mine' }] });
    await stage.connect();
    await stage.peer.command('watch', verb('list'));
    await eventually(() => expect(stage.peer.messages).toHaveLength(1));
    await stage.peer.press('mine', stage.peer.messages[0]!, { member: memberOf('900000000000000099') });
    expect(stage.requests).toHaveLength(1);
    expect(stage.shown().at(-1)).toBe('That is for somebody else.');
    await stage.peer.press('mine', stage.peer.messages[0]!);
    expect(stage.requests).toHaveLength(2);
  });

  it('in a story’s thread is about the channel that the story was posted in', async () => {
    await stage.connect();
    const root = await stage.chat.post(inChannel, saying('Alert.'), { key: 'k' });
    await stage.chat.post(inChannel, saying('Update.', { actions: [{ id: 'mute:s', label: 'Mute' }] }), {
      key: 'l',
      replyTo: root,
    });
    await stage.peer.press('mute:s', stage.peer.messages[1]!);
    expect(stage.requests[0]!.channel).toEqual(inChannel);
  });

  it('comes from a menu with what was chosen', async () => {
    await stage.connect();
    const message = await posted(
      saying('Which?', {
        menu: {
          id: 'pick',
          label: 'A story',
          choices: [
            { value: 's_1', label: 'One' },
            { value: 's_1', label: 'One again' },
          ],
        },
      }),
    );
    expect(message.components).toMatchObject([
      { components: [{ type: 3, placeholder: 'A story', options: [{ value: 's_1' }] }] },
    ]);
    await stage.peer.choose('pick', 's_1', message);
    expect(stage.requests[0]).toMatchObject({ kind: 'action', name: 'pick', text: 's_1', thread: message.id });
  });
});

describe('A message that is pointed at', () => {
  const target = {
    content: 'Look: https://outlet.example/a_(b), and (https://outlet.example/c). Or <https://outlet.example/a_(b)>',
    embeds: [{ url: 'https://outlet.example/d', title: 'Port shut', description: 'Since noon.' }],
  };

  it.each([
    ['Brief this link', 'brief-link'],
    ['Check against our coverage', 'check'],
  ])('goes to the desk for “%s”, with its addresses', async (command, name) => {
    await stage.connect();
    await stage.peer.point(command, target);
    expect(stage.requests[0]).toMatchObject({
      kind: 'message',
      name,
      text: expect.stringMatching(/^Look[\s\S]*Port shut\nSince noon\.$/),
      links: ['https://outlet.example/a_(b)', 'https://outlet.example/c', 'https://outlet.example/d'],
    });
  });

  it('has no more addresses than are looked at', async () => {
    await stage.connect();
    const content = Array.from({ length: LINKS_MAX + 5 }, (_, i) => `https://outlet.example/${i}`).join(' ');
    await stage.peer.point('Brief this link', { content });
    expect(stage.requests[0]!.links).toHaveLength(LINKS_MAX);
  });

  it('is answered to whoever asked, who may show it to all', async () => {
    const shared = saying('Three outlets have it.', { footer: 'shared by mara' });
    stage.respond = ({ kind }) =>
      kind === 'message'
        ? saying('Three outlets have it.', { actions: [{ id: 'share:check:c1', label: 'Share here' }] })
        : shared;
    await stage.connect();
    await stage.peer.point('Check against our coverage', target);
    await eventually(() => expect(stage.peer.seen()).toMatchObject([{ for: 'asker' }]));
    const answer = stage.peer.messages[0]!;
    expect(answer.flags! & EPHEMERAL).toBe(EPHEMERAL);
    stage.respond = slowly(shared);
    await stage.peer.press('share:check:c1', answer);
    await eventually(() =>
      expect(stage.peer.seen()[1]).toMatchObject({ for: 'everyone', text: expect.stringContaining('shared by mara') }),
    );
  });
});
