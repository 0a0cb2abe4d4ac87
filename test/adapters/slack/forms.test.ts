import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  errorsByBlock,
  FIELD_ERROR_MAX_CHARS,
  filledIn,
  HINT_MAX_CHARS,
  INPUT_HARD_MAX_CHARS,
  INPUT_MAX_CHARS,
  LABEL_MAX_CHARS,
  METADATA_MAX_CHARS,
  NOTES_MAX_BLOCKS,
  NOTES_MAX_CHARS,
  originOf,
  renderForm,
  renderWords,
  VIEW_BUTTON_MAX_CHARS,
  VIEW_MAX_BLOCKS,
  VIEW_TITLE_MAX_CHARS,
} from '../../../adapters/slack/forms.ts';
import { HOME_ITEM_MAX_CHARS, HOME_WORDS_MAX_CHARS, renderHome } from '../../../adapters/slack/home.ts';
import type { Field, Form, Home } from '../../../src/model.ts';
import { hostileText } from '../../contracts/chat.arbitraries.ts';
import { words } from '../../contracts/chat.contract.ts';
import { GALLERY } from '../../contracts/chat.gallery.ts';
import { EVERYTHING_TOO_MUCH } from '../../contracts/chat.posts.ts';
import { checkView } from './block-kit.ts';
import { type AnyBlock, readBlocks } from './reader.ts';

type Drawn = AnyBlock & {
  readonly block_id?: string;
  readonly label?: { readonly text: string };
  readonly hint?: { readonly text: string };
  readonly element?: Readonly<Record<string, unknown>>;
};
const blocksOf = (form: Form, ...more: [] | [Parameters<typeof renderForm>[2]]): Drawn[] =>
  renderForm(form, {}, ...more).blocks as unknown as Drawn[];
const form = (...fields: readonly Field[]): Form => ({ id: 'f', title: 'A form', submit: 'Send', fields });
const LONG = 'interminable & <winding> '.repeat(400);

describe('a form as a modal', () => {
  it('keeps within what Slack takes when everything in it is too much', () => {
    const view = renderForm(
      {
        id: 'f'.repeat(300),
        title: LONG,
        submit: LONG,
        fields: [
          { id: 'a', kind: 'text', label: LONG, hint: LONG, placeholder: LONG, maxChars: 99_999 },
          {
            id: 'b',
            kind: 'choice',
            label: LONG,
            value: 'v1',
            choices: Array.from({ length: 150 }, (_, n) => ({ value: `v${n}`, label: LONG, note: LONG })),
          },
          { id: 'c', kind: 'lookup', of: 'story', label: LONG, value: { value: 's', label: LONG } },
        ],
        notes: EVERYTHING_TOO_MUCH.blocks,
        actions: Array.from({ length: 40 }, (_, n) => ({ id: `a${n}`, label: LONG })),
      },
      { channel: 'C1', thread: '1.1' },
    );
    checkView(view);
    expect(view.title.text.length).toBeLessThanOrEqual(VIEW_TITLE_MAX_CHARS);
    expect(view.submit!.text.length).toBeLessThanOrEqual(VIEW_BUTTON_MAX_CHARS);
    expect(view.private_metadata!.length).toBeLessThanOrEqual(METADATA_MAX_CHARS);
    const inputs = (view.blocks as unknown as Drawn[]).filter(({ type }) => type === 'input');
    expect(Math.max(...inputs.map(({ label }) => label!.text.length))).toBeLessThanOrEqual(LABEL_MAX_CHARS);
    expect(inputs[0]!.hint!.text.length).toBeLessThanOrEqual(HINT_MAX_CHARS);
    const notes = (view.blocks as unknown as Drawn[]).filter(({ type }) => type === 'section');
    expect(notes.map(({ text }) => text!.text.length).reduce((a, b) => a + b)).toBeLessThanOrEqual(NOTES_MAX_CHARS);
    expect(notes.length).toBeLessThanOrEqual(NOTES_MAX_BLOCKS);
  });

  it('takes a text of so many characters, and more where more stands there already', () => {
    const lengths = [undefined, INPUT_MAX_CHARS + 500].map((length) => {
      const value = length === undefined ? {} : { value: 'x'.repeat(length) };
      return blocksOf(form({ id: 'a', kind: 'text', label: 'A', ...value }))[0]!.element!.max_length;
    });
    expect(lengths).toEqual([INPUT_MAX_CHARS, INPUT_MAX_CHARS + 500]);
  });

  it('does not offer for change what no field could hold: sending it would cut it', () => {
    const [block] = blocksOf(form({ id: 'a', kind: 'text', label: 'A', value: 'x'.repeat(INPUT_HARD_MAX_CHARS + 1) }));
    expect(block).toMatchObject({ type: 'section', text: { text: '*A*: too long to be changed here.' } });
  });

  it('lists the channels of the asker, and direct messages only where one is chosen already', () => {
    const filters = ['C1', 'D1', 'U1', undefined].map((value) => {
      const field: Field = { id: 'c', kind: 'channel', label: 'C', ...(value === undefined ? {} : { value }) };
      const { filter, initial_conversation } = blocksOf(form(field))[0]!.element!;
      return [initial_conversation, (filter as { include: string[] }).include.includes('im')];
    });
    expect(filters).toEqual([
      ['C1', false],
      ['D1', true],
      [undefined, false],
      [undefined, false],
    ]);
  });

  it('takes no time that is none', () => {
    const [block] = blocksOf(form({ id: 't', kind: 'time', label: 'T', value: '25 o’clock' }));
    expect(block!.element).not.toHaveProperty('initial_time');
  });

  it('puts what a button gave under the button, beside the field that it is about', () => {
    const two: Form = {
      ...form({ id: 'a', kind: 'text', label: 'A' }, { id: 'b', kind: 'text', label: 'B' }),
      notes: [words('A note.')],
    };
    expect(blocksOf(two).map(({ type }) => type)).toEqual(['section', 'input', 'input']);
    const withButton = { ...two, actions: [{ id: 'p', label: 'Preview' }] };
    expect(blocksOf(withButton).map(({ type }) => type)).toEqual(['input', 'actions', 'section', 'input']);
  });

  it('says everything in a modal of words', () => {
    for (const post of [...Object.values(GALLERY), EVERYTHING_TOO_MUCH]) {
      const view = renderWords('Nutgraf', post, {});
      checkView(view);
      expect(view.blocks.length).toBeLessThanOrEqual(VIEW_MAX_BLOCKS);
    }
  });

  it('takes any words for words', () => {
    const field = fc.record({
      id: fc.constantFrom('a', 'b'),
      kind: fc.constant('text' as const),
      label: hostileText,
      hint: hostileText,
      placeholder: hostileText,
      value: hostileText,
    });
    fc.assert(
      fc.property(hostileText, field, hostileText, (title, only, note) => {
        const view = renderForm({ id: 'f', title, submit: title, fields: [only], notes: [words(note)] }, {});
        checkView(view);
        const { mentions, links, formatted } = readBlocks(
          (view.blocks as unknown as AnyBlock[]).filter(({ type }) => type === 'section'),
        );
        expect([mentions, links, formatted]).toEqual([[], [], []]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what came back of a form', () => {
  it('is read by field, whatever kind of field it was', () => {
    const state = {
      values: {
        'query@0': { value: { type: 'plain_text_input', value: 'ferry' } },
        'name@3': { value: { type: 'plain_text_input', value: null } },
        'delivery@0': {
          value: { type: 'static_select', selected_option: { text: { type: 'plain_text', text: 'x' }, value: 'hour' } },
        },
        'channel@0': { value: { type: 'conversations_select', selected_conversation: 'C1' } },
        'at@0': { value: { type: 'timepicker', selected_time: '08:30' } },
        'not ours': { value: { type: 'plain_text_input', value: 'x' } },
      },
    };
    expect(filledIn({ state } as unknown as Parameters<typeof filledIn>[0])).toEqual({
      values: { query: 'ferry', name: '', delivery: 'hour', channel: 'C1', at: '08:30' },
      blockIds: { query: 'query@0', name: 'name@3', delivery: 'delivery@0', channel: 'channel@0', at: 'at@0' },
    });
  });

  it('shows a value anew that the desk has changed, and leaves one alone that was typed', () => {
    const before = { values: { a: 'typed', b: 'typed' }, blockIds: { a: 'a@2', b: 'b@2' } };
    const again = form(
      { id: 'a', kind: 'text', label: 'A', value: 'typed' },
      { id: 'b', kind: 'text', label: 'B', value: 'narrower' },
    );
    expect(blocksOf(again, before).map(({ block_id }) => block_id)).toEqual(['a@2', 'b@3']);
  });

  it('has its faults told within so many characters, in one line', () => {
    const told = errorsByBlock({ a: `two\nlines ${LONG}` }, { values: {}, blockIds: { a: 'a@0' } });
    expect(told['a@0']).toMatch(/^two lines /);
    expect(told['a@0']!.length).toBeLessThanOrEqual(FIELD_ERROR_MAX_CHARS);
  });

  it.each([
    ['', {}],
    ['not json', {}],
    ['null', {}],
    ['{"channel":"C1","thread":"1.1","fromHome":true}', { channel: 'C1', thread: '1.1', fromHome: true }],
    ['{"channel":"<!here>","thread":"../x","fromHome":"yes"}', {}],
  ])('knows where it was opened by %s', (private_metadata, origin) => {
    expect(originOf({ private_metadata })).toEqual(origin);
  });
});

describe('a home page', () => {
  const item = (n: number) => ({
    blocks: [words(`Item ${n}.`)],
    actions: [
      { id: `a:${n}`, label: 'A' },
      { id: `b:${n}`, label: 'B' },
    ],
  });
  const section = (title: string, items: number): Home['sections'][number] => ({
    title,
    blocks: [words('Some words.')],
    items: Array.from({ length: items }, (_, n) => item(n)),
    actions: [{ id: `new:${title}`, label: 'New' }],
  });

  it('holds what Slack takes, shortens the longest list, and says by how much', () => {
    const view = renderHome({ sections: [section('Few', 5), section('Many', 80)] }, GALLERY.backtest);
    checkView(view);
    const { text } = readBlocks(view.blocks as unknown as AnyBlock[]);
    expect(text).toContain('Item 4.');
    const [, left] = /… and (\d+) more that do not fit here/.exec(text) ?? [];
    const shown = text.match(/^Item \d+\.$/gm)!.length - 5;
    expect(shown + Number(left)).toBe(80);
  });

  it('keeps within what Slack takes when everything on it is too much', () => {
    const much = { title: LONG, blocks: EVERYTHING_TOO_MUCH.blocks, actions: EVERYTHING_TOO_MUCH.actions! };
    const view = renderHome(
      { sections: Array.from({ length: 12 }, () => ({ ...much, items: [much, much, much] })) },
      EVERYTHING_TOO_MUCH,
    );
    checkView(view);
  });

  it('bounds the words of a section, and of an item in it', () => {
    const sizes = [
      { blocks: EVERYTHING_TOO_MUCH.blocks },
      { blocks: [], items: [{ blocks: EVERYTHING_TOO_MUCH.blocks }] },
    ].map((given) => {
      const { blocks } = renderHome({ sections: [{ title: '', ...given }] });
      return (blocks as unknown as AnyBlock[]).reduce((sum, { text }) => sum + (text?.text.length ?? 0), 0);
    });
    expect(sizes[0]).toBeLessThanOrEqual(HOME_WORDS_MAX_CHARS);
    expect(sizes[1]).toBeLessThanOrEqual(HOME_ITEM_MAX_CHARS);
  });

  it('is a page also where nothing stands on it', () => {
    checkView(renderHome({ sections: [] }));
  });
});
