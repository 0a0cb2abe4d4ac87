import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIELD_ERROR_MAX_CHARS, QUERY_FIELD_MAX_CHARS } from '../../src/desk/watch-form.ts';
import type { ChatRequest, Post } from '../../src/model.ts';
import { FIRE_BREAKS } from '../newsroom/articles.ts';
import { DAY_MS, MARA, openStage, type Stage, wordsOf } from '../newsroom/stage.ts';
import { asking, dmOf, errorsOf, fieldOf, formOf, PIET, SLACK_DESK, typing, valuesOf } from './asking.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
  stage.clock.advance(DAY_MS);
  await stage.newsroom.ingest({ ...FIRE_BREAKS, source: 'Orlvik Gazette', url: FIRE_BREAKS.link! });
});

afterEach(() => stage.close());

const pressing = (name: string, more: Partial<ChatRequest> = {}) => asking(SLACK_DESK, 'action', name, more);
const sending = (name: string, options: Record<string, string>, more: Partial<ChatRequest> = {}) =>
  stage.desk.submit(asking(SLACK_DESK, 'form', name, { options, ...more }));
const sent = async (name: string, options: Record<string, string>, more: Partial<ChatRequest> = {}): Promise<Post> => {
  const submission = await sending(name, options, more);
  if ('errors' in submission) throw new Error(JSON.stringify(submission.errors));
  return submission.post;
};
const lists = () => stage.newsroom.watchlists;

describe('the form of a new watchlist', () => {
  it.each([
    ['a button', () => pressing('form:watch-new')],
    ['a bare /watch add', () => typing(SLACK_DESK, '/watch add')],
    ['/nutgraf watch add', () => typing(SLACK_DESK, '/nutgraf watch add')],
    ['an /add without options', () => typing(SLACK_DESK, '/watch add', { options: {} })],
  ])('is opened by %s', async (_, request) => {
    expect(await formOf(stage.desk, request())).toMatchObject({ id: 'watch-new', submit: 'Watch' });
  });

  it('asks first for what is needed most', async () => {
    const form = await formOf(stage.desk, pressing('form:watch-new'));
    expect(form.fields.map(({ id }) => id)).toEqual([
      'query',
      'name',
      'channel',
      'delivery',
      'at',
      'quiet-from',
      'quiet-to',
      'zone',
      'min-sources',
      'updates',
      'max-per-hour',
    ]);
    expect(fieldOf(form, 'query')).toMatchObject({ kind: 'text', multiline: true, maxChars: QUERY_FIELD_MAX_CHARS });
    expect(fieldOf(form, 'channel')).toMatchObject({ kind: 'channel', value: 'C1' });
    expect(form.title.length).toBeLessThanOrEqual(24);
    expect(form.actions).toEqual([{ id: 'preview:watch-new', label: 'Preview' }]);
  });

  it('does not come where something is typed already: that is done', async () => {
    const opened = await stage.desk.form(typing(SLACK_DESK, '/watch add fire as Fires'));
    expect('post' in opened && opened.post.headline?.text).toBe('Watching: Fires');
    expect(await lists().list(SLACK_DESK)).toHaveLength(1);
  });

  it('leaves what can not be shown as a form to words', async () => {
    expect(wordsOf(await stage.desk.handle(typing(SLACK_DESK, '/watch add')))).toMatch(/needs words to watch for/);
    expect(wordsOf(await stage.desk.handle(pressing('form:watch-new')))).toMatch(/\/watch add taliban/);
    expect(wordsOf(await stage.desk.handle(pressing('form:watch-edit:w_7')))).toMatch(/\/watch edit w_7/);
  });

  it('begins with the zone of the asker’s profile, and with what they have settled', async () => {
    const begun = await formOf(stage.desk, pressing('form:watch-new', { zone: 'Europe/Oslo' }));
    expect(valuesOf(begun).zone).toBe('Europe/Oslo');
    await sent('settings', { zone: 'Asia/Kabul', 'quiet-from': '22', 'quiet-to': '7', delivery: 'day', at: '8:30' });
    const here = valuesOf(await formOf(stage.desk, pressing('form:watch-new', { zone: 'Europe/Oslo' })));
    expect(here).toMatchObject({ zone: 'Asia/Kabul', delivery: 'once', 'quiet-from': '' });
    const dm = await formOf(stage.desk, asking(dmOf(SLACK_DESK, MARA), 'action', 'form:watch-new'));
    expect(valuesOf(dm)).toMatchObject({
      zone: 'Asia/Kabul',
      delivery: 'day',
      at: '08:30',
      'quiet-from': '22:00',
      'quiet-to': '07:00',
      channel: '',
    });
  });

  it('does not trust a profile’s zone that there is not', async () => {
    const form = await formOf(stage.desk, pressing('form:watch-new', { zone: 'Mars/Phobos' }));
    expect(fieldOf(form, 'zone')).not.toHaveProperty('value');
  });
});

describe('a form that is sent', () => {
  it('stores the watchlist as /watch add would, and says what it would have done', async () => {
    const post = await sent('watch-new', {
      query: 'fire AND Orlvik',
      name: 'Orlvik desk',
      delivery: 'weekday',
      at: '8:30',
      'quiet-from': '22:00',
      'quiet-to': '07.00',
      zone: 'europe/london',
      'min-sources': '2',
      updates: 'figures',
      'max-per-hour': '5',
    });
    expect(post.headline?.text).toBe('Watching: Orlvik desk');
    expect(post.actions).toEqual([
      { id: 'form:watch-edit:w_1', label: 'Edit', opens: 'form' },
      { id: 'watch-pause:w_1', label: 'Pause' },
      { id: 'watch-remove:w_1', label: 'Remove', style: 'danger', confirm: 'Remove “Orlvik desk” for good?' },
    ]);
    expect(await lists().list(SLACK_DESK)).toMatchObject([
      {
        query: 'fire AND Orlvik',
        owner: MARA,
        ownerAt: { channel: MARA.id, person: MARA.id },
        options: {
          digest: { every: 'weekday', at: '08:30' },
          quiet: { from: '22:00', to: '07:00' },
          zone: 'Europe/London',
          minSources: 2,
          updates: 'figures',
          maxPerHour: 5,
        },
      },
    ]);
  });

  it('takes the few fields that a narrow platform shows', async () => {
    await sent('watch-new', { query: 'fire', name: '', channel: 'C2', delivery: 'once', at: '' });
    expect(await lists().list({ platform: 'slack', workspace: 'T1', channel: 'C2' })).toMatchObject([{ name: 'fire' }]);
  });

  it.each([
    ['query', { query: '' }, /What is to be watched for\?/],
    ['query', {}, /What is to be watched for\?/],
    ['query', { query: 'fire AND (tram' }, /At character \d+: “.*▸.*”.*This would work: /],
    ['query', { query: 'the' }, /nearly every article/],
    ['at', { query: 'fire', delivery: 'day', at: '' }, /At what time\?/],
    ['at', { query: 'fire', delivery: 'day', at: 'noonish' }, /as 08:30/],
    ['delivery', { query: 'fire', delivery: 'never' }, /one of the list/],
    ['quiet-to', { query: 'fire', 'quiet-from': '22:00', 'quiet-to': '' }, /until when/],
    ['quiet-from', { query: 'fire', 'quiet-from': 'late', 'quiet-to': '7' }, /as 08:30/],
    ['quiet-to', { query: 'fire', 'quiet-from': '7', 'quiet-to': '07:00' }, /another time/],
    ['zone', { query: 'fire', zone: 'Europe/Londn' }, /Did you mean Europe\/London/],
    ['min-sources', { query: 'fire', 'min-sources': 'many' }, /whole number from 1 to 50/],
    ['max-per-hour', { query: 'fire', 'max-per-hour': '0' }, /whole number from 1 to 1000/],
    ['updates', { query: 'fire', updates: 'sometimes' }, /any, figures or none/],
  ])('says at %s what is wrong with %j, and stores nothing', async (field, options, said) => {
    const errors = errorsOf(await sending('watch-new', options as Record<string, string>));
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toMatch(said);
    expect(errors[field]!.length).toBeLessThanOrEqual(FIELD_ERROR_MAX_CHARS);
    expect(errors[field]).not.toContain('\n');
    expect(await lists().list()).toEqual([]);
  });

  it('says all that is wrong at once', async () => {
    const errors = errorsOf(await sending('watch-new', { query: ')', zone: 'Nowhere', delivery: 'day', at: '' }));
    expect(Object.keys(errors).sort()).toEqual(['at', 'query', 'zone']);
  });

  it('of a kind that there is not is told so', async () => {
    expect(wordsOf(await sent('watch-old', {}))).toMatch(/no longer in use/);
  });
});

describe('the form of a watchlist that there is', () => {
  beforeEach(async () => {
    await stage.desk.handle(typing(SLACK_DESK, '/watch add fire as Fires --digest daily@08:30 --zone Europe/Oslo'));
  });

  it.each(['/watch edit w_1', '/watch edit Fires', '/watch edit “Fires”', '/nutgraf watch edit w_1'])(
    '%s opens it with what it holds',
    async (line) => {
      const form = await formOf(stage.desk, typing(SLACK_DESK, line));
      expect(form.id).toBe('watch-edit:w_1');
      expect(valuesOf(form)).toMatchObject({ query: 'fire', name: 'Fires', delivery: 'day', at: '08:30' });
      expect(fieldOf(form, 'channel')).toBeUndefined();
    },
  );

  it('opens by its option as well', async () => {
    const form = await formOf(stage.desk, typing(SLACK_DESK, '/watch edit', { options: { watchlist: 'w_1' } }));
    expect(form.id).toBe('watch-edit:w_1');
  });

  it('changes what is different, and leaves what was not shown', async () => {
    await sent('watch-edit:w_1', { query: 'fire OR tram', name: 'Blazes', delivery: 'once', at: '' });
    const [watchlist] = await lists().list(SLACK_DESK);
    expect(watchlist).toMatchObject({ id: 'w_1', query: 'fire OR tram', name: 'Blazes' });
    expect(watchlist?.options).toEqual({ zone: 'Europe/Oslo' });
  });

  it('takes back what was cleared', async () => {
    await sent('watch-edit:w_1', { query: 'fire', name: '', delivery: 'once', zone: '', updates: 'any' });
    const [watchlist] = await lists().list(SLACK_DESK);
    expect(watchlist?.name).toBe('fire');
    expect(watchlist).not.toHaveProperty('options');
  });

  it('is for its owner and those who look after the channel', async () => {
    const request = pressing('form:watch-edit:w_1', { asker: PIET });
    const opened = await stage.desk.form(request);
    expect('post' in opened && wordsOf(opened.post)).toMatch(/“Fires” is Mara’s watchlist\.\nAsk Mara, or an admin/);
    expect(wordsOf(await sent('watch-edit:w_1', { query: 'tram' }, { asker: PIET }))).toMatch(/Mara’s watchlist/);
    expect(await lists().list(SLACK_DESK)).toMatchObject([{ query: 'fire' }]);
  });
});

describe('a preview', () => {
  it('gives the form anew with what is filled in and what it would have done', async () => {
    const filled = { query: 'fire AND Orlvik', name: 'Half typed', delivery: 'day', at: 'noo' };
    const form = await formOf(stage.desk, pressing('preview:watch-new', { options: filled }));
    expect(valuesOf(form)).toMatchObject(filled);
    expect(wordsOf({ audience: 'asker', blocks: form.notes! })).toMatch(/1 alert in the last 7 days/);
    expect(await lists().list()).toEqual([]);
  });

  it.each([
    ['fire AND (', /\^/],
    ['', /no words to watch for yet/],
  ])('of %j says what is wrong with it', async (query, said) => {
    const form = await formOf(stage.desk, pressing('preview:watch-new', { options: { query } }));
    expect(wordsOf({ audience: 'asker', blocks: form.notes! })).toMatch(said);
  });
});

describe('settings', () => {
  it('are asked for in five fields, kept, and shown', async () => {
    const form = await formOf(stage.desk, pressing('form:settings', { zone: 'Europe/Oslo' }));
    expect(form.fields.map(({ id }) => id)).toEqual(['zone', 'quiet-from', 'quiet-to', 'delivery', 'at']);
    expect(valuesOf(form).zone).toBe('Europe/Oslo');
    await sent('settings', { zone: 'Asia/Kabul', 'quiet-from': '', 'quiet-to': '', delivery: 'hour', at: '' });
    const post = await stage.desk.handle(typing(SLACK_DESK, '/nutgraf settings'));
    expect(post.fields).toEqual([
      { label: 'Time zone', value: 'Asia/Kabul' },
      { label: 'Quiet hours', value: 'none' },
      { label: 'Watchlists in your direct messages', value: 'digest every hour' },
    ]);
    expect(post.actions).toEqual([{ id: 'form:settings', label: 'Change', opens: 'form' }]);
  });

  it('can be typed, too', async () => {
    const line = '/nutgraf settings --zone Asia/Kabul --quiet 22:00-07:00';
    expect((await stage.desk.handle(typing(SLACK_DESK, line))).fields?.[1]?.value).toBe('22:00–07:00');
    await stage.desk.handle(typing(SLACK_DESK, '/nutgraf settings --quiet off'));
    expect((await stage.desk.handle(typing(SLACK_DESK, '/nutgraf settings'))).fields?.[1]?.value).toBe('none');
  });

  it('say at the field what is wrong', async () => {
    expect(errorsOf(await sending('settings', { zone: 'Nowhere', delivery: 'once' }))).toHaveProperty('zone');
  });

  it('are a person’s own, and one person’s in a workspace', async () => {
    await sent('settings', { zone: 'Asia/Kabul', delivery: 'once' });
    for (const request of [
      pressing('form:settings', { asker: PIET }),
      asking({ ...SLACK_DESK, workspace: 'T2' }, 'action', 'form:settings'),
    ])
      expect(valuesOf(await formOf(stage.desk, request)).zone).toBe('');
  });

  it('are what a watchlist in direct messages begins with, unless it is said otherwise', async () => {
    await sent('settings', { zone: 'Asia/Kabul', delivery: 'day', at: '08:30' });
    const dm = dmOf(SLACK_DESK, MARA);
    await stage.desk.handle(typing(dm, '/watch add fire'));
    await stage.desk.handle(typing(dm, '/watch add tram --digest off'));
    await stage.desk.handle(typing(SLACK_DESK, '/watch add quota'));
    const options = (await lists().list()).map((each) => each.options);
    expect(options).toEqual([{ zone: 'Asia/Kabul', digest: { every: 'day', at: '08:30' } }, undefined, undefined]);
  });
});
