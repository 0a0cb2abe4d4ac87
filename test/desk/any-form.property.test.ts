import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChatRequest } from '../../src/model.ts';
import { hostileText } from '../contracts/chat.arbitraries.ts';
import { DAY_MS, openStage, type Stage } from '../newsroom/stage.ts';
import { asking, SLACK_DESK } from './asking.ts';

const FIELDS = [
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
  '__proto__',
];
const NAMES = [
  'watch-new',
  'watch-edit:w_1',
  'settings',
  'watch-edit:',
  'preview:watch-new',
  'form:watch-edit:w_1',
  'form:settings',
  '',
];

const typed = fc.oneof(
  hostileText,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    'fire',
    'tram OR fire',
    'once',
    'hour',
    'day',
    'weekday',
    '08:30',
    '25:99',
    'UTC',
    'any',
    '5',
    '-1',
    'off',
  ),
);
const anyRequest = fc.record({
  name: fc.oneof(fc.constantFrom(...NAMES), hostileText),
  text: typed,
  options: fc.dictionary(fc.constantFrom(...FIELDS), typed),
  zone: typed,
});

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  stage.clock.advance(DAY_MS);
  await stage.newsroom.watchlists.add({ query: 'fire', owner: { id: 'U1', name: 'Mara' }, channel: SLACK_DESK });
});
afterAll(() => stage.close());

const internal = () => stage.log.lines.filter(({ level }) => level === 'error');

it('whatever is filled in, sent, opened or typed is answered in words, and nothing breaks', async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, async ({ name, ...rest }) => {
      const from = (kind: ChatRequest['kind']): ChatRequest => asking(SLACK_DESK, kind, name, rest);
      const submission = await stage.desk.submit(from('form'));
      if ('errors' in submission) for (const said of Object.values(submission.errors)) expect(said).not.toBe('');
      else expect(submission.post.blocks).toBeDefined();
      const opened = await stage.desk.form(from('action'));
      expect('form' in opened ? opened.form.fields.length : opened.post.blocks).toBeDefined();
      for (const kind of ['action', 'message', 'form'] as const)
        expect((await stage.desk.handle(from(kind))).blocks).toBeDefined();
      for (const of of ['story', 'watchlist', 'feed', 'topic'] as const)
        expect(Array.isArray(await stage.desk.lookup(of, from('command'), 5))).toBe(true);
      expect((await stage.desk.home(from('action'))).sections.length).toBeGreaterThan(0);
      expect(internal()).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
