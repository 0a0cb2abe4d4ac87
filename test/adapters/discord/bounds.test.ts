/** Whatever the desk gives, Discord takes it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CUSTOM_ID_MAX_CHARS, MENU_MAX_CHOICES, readId, rowsOf } from '../../../adapters/discord/components.ts';
import {
  DRAFTS_REMEMBERED,
  errorsPost,
  FORM_MAX_FIELDS,
  FORM_TITLE_MAX_CHARS,
  modalOf,
  openDrafts,
} from '../../../adapters/discord/forms.ts';
import { choicesOf } from '../../../adapters/discord/suggestions.ts';
import { renderPost } from '../../../adapters/discord/views.ts';
import type { Action, Choice, Field, Form, Menu, Post } from '../../../src/model.ts';
import { anyPost } from '../../contracts/chat.arbitraries.ts';
import { saying, words } from '../../contracts/chat.contract.ts';
import { checkChoices, checkContent, checkModal, type Modal } from './peer-limits.ts';
import { join, readEmbed, readMarkdown } from './reader.ts';

const id = fc.string({ maxLength: 130 });
const text = fc.string({ maxLength: 300 });
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** Absent is not the same as undefined. */
const dense = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
const record = <T>(shape: { [Key in keyof T]-?: fc.Arbitrary<unknown> }): fc.Arbitrary<T> =>
  fc.record(shape as never).map((made) => dense(made as object) as T);

const choice = record<Choice>({ value: id, label: text, note: some(text) });
const action = record<Action>({
  id,
  label: text,
  style: some(fc.constantFrom('primary', 'danger')),
  opens: some(fc.constant('form')),
  confirm: some(text),
});
const menu = record<Menu>({ id, label: text, choices: fc.array(choice, { maxLength: 60 }) });
const full = fc
  .tuple(anyPost, fc.array(action, { maxLength: 40 }), some(menu))
  .map(([post, actions, chosen]): Post => dense({ ...post, actions, menu: chosen }) as Post);

const base = { id, label: text, hint: some(text), optional: some(fc.boolean()) };
const field: fc.Arbitrary<Field> = fc.oneof(
  record<Field>({
    ...base,
    kind: fc.constant('text'),
    value: some(text),
    placeholder: some(text),
    multiline: some(fc.boolean()),
    maxChars: some(fc.integer({ min: 1, max: 9_000 })),
  } as never),
  record<Field>({
    ...base,
    kind: fc.constant('choice'),
    choices: fc.array(choice, { maxLength: 60 }),
    value: some(id),
  } as never),
  record<Field>({ ...base, kind: fc.constantFrom('channel', 'time'), value: some(text) } as never),
  record<Field>({ ...base, kind: fc.constant('lookup'), of: fc.constant('story'), value: some(choice) } as never),
);
const form = record<Form>({
  id: fc.string({ maxLength: 110 }),
  title: text,
  submit: text,
  fields: fc.uniqueArray(field, { maxLength: 12, selector: (each) => each.id }),
  notes: fc.constant(undefined),
  actions: fc.constant(undefined),
});

describe('Whatever the desk gives, Discord takes', () => {
  it('any post with buttons and a menu', () => {
    fc.assert(
      fc.property(full, (post) => checkContent(renderPost(post))),
      { numRuns: 200 },
    );
  });

  it('any form, empty or filled in, or is not shown one', () => {
    const values = fc.dictionary(id, fc.string({ maxLength: 5_000 }));
    fc.assert(
      fc.property(form, values, fc.boolean(), (given, filled, inServer) => {
        const byField = Object.fromEntries(given.fields.map((each, i) => [each.id, Object.values(filled)[i] ?? '']));
        const modal = modalOf({ form: given, values: byField, errors: byField }, inServer);
        if (modal !== undefined) checkModal(modal as unknown as Modal);
      }),
      { numRuns: 300 },
    );
  });

  it('any suggestions', () => {
    fc.assert(fc.property(fc.array(choice, { maxLength: 80 }), (found) => checkChoices(choicesOf(found))));
  });

  it('any errors in a form', () => {
    fc.assert(
      fc.property(form, fc.dictionary(id, text), (given, errors) =>
        checkContent(renderPost(errorsPost(given.id, errors, given))),
      ),
    );
  });
});

describe('Ids of buttons', () => {
  it('come back as they were, with what is to happen', () => {
    const plain = fc.stringMatching(/^[a-z]{1,12}:[a-z0-9_-]{1,20}$/);
    fc.assert(
      fc.property(plain, text, (each, asked) => {
        const press = (more: Partial<Action>) => {
          const [row] = rowsOf({ actions: [{ id: each, label: 'Go', ...more }] });
          return readId((row!.components[0] as { custom_id: string }).custom_id);
        };
        expect(press({})).toEqual({ id: each });
        expect(press({ opens: 'form' })).toEqual({ purpose: 'form', id: each });
        const sure = press({ confirm: asked });
        expect(sure.purpose).toBe('sure');
        expect(sure.id.split('!')[0]).toBe(each);
      }),
    );
  });

  it('are never longer than Discord brings back, however long the question is', () => {
    const [row] = rowsOf({ actions: [{ id: 'remove:w_1', label: 'Remove', confirm: 'Sure? '.repeat(50) }] });
    expect((row!.components[0] as { custom_id: string }).custom_id.length).toBeLessThanOrEqual(CUSTOM_ID_MAX_CHARS);
  });
});

it('A menu has no more choices than Discord shows', () => {
  const choices = Array.from({ length: 40 }, (_, i) => ({ value: `s_${i}`, label: `Story ${i}` }));
  const [row] = rowsOf({ menu: { id: 'pick', label: 'Which?', choices } });
  expect((row!.components[0] as { options: object[] }).options).toHaveLength(MENU_MAX_CHOICES);
});

it('A form has its first fields, and no channels where there are none', () => {
  const fields = Array.from(
    { length: 9 },
    (_, i): Field => ({ id: `f${i}`, label: `F${i}`, kind: i === 0 ? 'channel' : 'text' }),
  );
  const given: Form = { id: 'x', title: 'T '.repeat(100), submit: 'Go', fields };
  const ids = (inServer: boolean) =>
    modalOf({ form: given }, inServer)!.components.map(
      (part) => (part as { component: { custom_id: string } }).component.custom_id,
    );
  expect(ids(true)).toEqual(['f0', 'f1', 'f2', 'f3', 'f4']);
  expect(ids(false)).toEqual(['f1', 'f2', 'f3', 'f4', 'f5']);
  expect(ids(true)).toHaveLength(FORM_MAX_FIELDS);
  expect(modalOf({ form: given }, true)!.title.length).toBeLessThanOrEqual(FORM_TITLE_MAX_CHARS);
});

it('No more drafts are kept than are remembered', () => {
  const drafts = openDrafts();
  const draft = (n: number) => ({ form: { id: `f${n}`, title: '', submit: '', fields: [] } });
  for (let n = 0; n <= DRAFTS_REMEMBERED; n++) drafts.keep('p', draft(n));
  expect(drafts.of('p', 'f0')).toBeUndefined();
  expect(drafts.of('p', `f${DRAFTS_REMEMBERED}`)).toBeDefined();
  expect(drafts.of('another', `f${DRAFTS_REMEMBERED}`)).toBeUndefined();
});

describe('Outside text', () => {
  const marks = fc.constantFrom(
    ...[
      '[x](',
      '](https://evil.example)',
      'https://evil.example',
      'discord.gg/x',
      '# ',
      '## ',
      '-# ',
      '- ',
      '1. ',
      '> ',
      '>>> ',
    ],
    ...[
      '||',
      '~~',
      '__',
      '**',
      '*',
      '_',
      '`',
      '```',
      '<t:0:R>',
      '<@1>',
      '<@&1>',
      '<#1>',
      '</ask:1>',
      '<id:home>',
      '<:e:1>',
    ],
    ...['@everyone', '@here', '\u200b', '\u200d', '\u202e', '\u2067', '\u200f', '\u2028', '\n', '\\', ' ', 'a', 'ش'],
  );
  const hostile = fc.array(marks, { maxLength: 12 }).map((parts) => parts.join(''));
  const read = (post: Post) => {
    const { content, embeds } = renderPost(post);
    return join([readMarkdown(content), ...embeds.map(readEmbed)]);
  };
  const places: readonly (readonly [string, (given: string) => Post])[] = [
    ['words', (given) => saying(given)],
    [
      'a list',
      (given) => ({ audience: 'everyone', blocks: [{ kind: 'list', items: [[{ kind: 'text', text: given }]] }] }),
    ],
    [
      'a quotation',
      (given) => ({ audience: 'everyone', blocks: [{ kind: 'quote', spans: [{ kind: 'text', text: given }] }] }),
    ],
    ['a headline', (given) => saying('x', { headline: { text: given } })],
    ['a field', (given) => saying('x', { fields: [{ label: given, value: given }] })],
    [
      'a source',
      (given) =>
        saying('x', {
          sources: [{ n: 1, articleId: 'a', source: given, title: given, publishedAt: '2031-05-06T07:08:09.000Z' }],
        }),
    ],
  ];

  it.each(places)('in %s is no mention, no link, no formatting, and turns nothing round', (place, post) => {
    fc.assert(
      fc.property(hostile, (given) => {
        const { mentions, links, formatted, text: shown } = read(post(given));
        const own = formatted.filter((part) => !(place === 'a quotation' && part.startsWith('quotation:: ')));
        expect([mentions, links, own]).toEqual([[], [], []]);
        expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 300 },
    );
  });

  it('is folded by whole sentences, whatever their lengths', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(lengths, fc.boolean(), (counts, isEmbed) => {
        const sentences = counts.map((count, i) => `Sentence ${i} ${'word '.repeat(count)}end.`);
        const post: Post = { ...saying('', isEmbed ? { footer: 'f' } : {}), blocks: sentences.map(words) };
        const { content, embeds } = renderPost(post);
        const shown = content + (embeds[0]?.description ?? '');
        const begun = shown.match(/Sentence \d+/g) ?? [];
        const whole = sentences.filter((sentence) => shown.includes(sentence));
        expect(whole).toHaveLength(begun.length);
        if (begun.length < sentences.length)
          expect(shown).toContain(`${sentences.length - begun.length} more sentence`);
      }),
      { numRuns: 100 },
    );
  });
});
