import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUTTON_MAX_CHARS,
  BUTTONS_SHOWN,
  CONFIRM_BUTTON_MAX_CHARS,
  CONFIRM_MAX_CHARS,
  controls,
  OPTION_MAX_CHARS,
  OPTION_VALUE_MAX_CHARS,
  OVERFLOW_MAX_OPTIONS,
  options,
  PLACEHOLDER_MAX_CHARS,
  pressed,
  SELECT_MAX_OPTIONS,
} from '../../../adapters/slack/controls.ts';
import { renderPost } from '../../../adapters/slack/views.ts';
import type { Action, Choice } from '../../../src/model.ts';
import { hostileText } from '../../contracts/chat.arbitraries.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { checkBlocks } from './block-kit.ts';
import type { AnyBlock } from './reader.ts';

const plain = (n: number): Action => ({ id: `act:${n}`, label: `Act ${n}` });
const many = (n: number): Action[] => Array.from({ length: n }, (_, i) => plain(i));

interface Drawn {
  readonly type: string;
  readonly action_id: string;
  readonly options?: readonly { readonly value: string }[];
}
const row = (actions: readonly Action[]): Drawn[] => (controls(actions)[0]?.elements ?? []) as unknown as Drawn[];
const shownOf = (actions: readonly Action[]) => row(actions).filter(({ type }) => type === 'button').length;
const foldedOf = (actions: readonly Action[]) =>
  row(actions).find(({ type }) => type === 'overflow')?.options?.length ?? 0;

describe('Slack’s controls', () => {
  it.each([
    [0, 0, 0],
    [BUTTONS_SHOWN, BUTTONS_SHOWN, 0],
    [BUTTONS_SHOWN + 1, BUTTONS_SHOWN - 1, 2],
    [BUTTONS_SHOWN - 1 + OVERFLOW_MAX_OPTIONS, BUTTONS_SHOWN - 1, OVERFLOW_MAX_OPTIONS],
    [BUTTONS_SHOWN + OVERFLOW_MAX_OPTIONS, BUTTONS_SHOWN + OVERFLOW_MAX_OPTIONS, 0],
  ])('shows of %i buttons %i, and folds %i', (all, shown, folded) => {
    expect([shownOf(many(all)), foldedOf(many(all))]).toEqual([shown, folded]);
  });

  it('keeps in sight what asks a question, opens a form or stands out', () => {
    const special: Action[] = [
      { ...plain(90), style: 'danger', confirm: 'Really?' },
      { ...plain(91), opens: 'form' },
      { ...plain(92), id: 'x'.repeat(OPTION_VALUE_MAX_CHARS + 1) },
    ];
    const folded = row([...many(4), ...special]).find(({ type }) => type === 'overflow')?.options ?? [];
    expect(folded.map(({ value }) => value)).toEqual(['act:1', 'act:2', 'act:3']);
  });

  it('names the same action once', () => {
    expect(row([plain(1), plain(1)])).toHaveLength(1);
  });

  it('gives back what was pressed, whatever it was drawn as', () => {
    const base = { block_id: 'b', action_ts: '1.1' };
    const text = { type: 'plain_text' as const, text: 'x' };
    expect(pressed({ ...base, type: 'button', action_id: 'a:1', text })).toEqual({
      name: 'a:1',
      text: '',
      opensForm: false,
    });
    expect(pressed({ ...base, type: 'button', action_id: 'a:1', text, value: 'form' })).toMatchObject({
      opensForm: true,
    });
    expect(
      pressed({ ...base, type: 'overflow', action_id: 'more', selected_option: { text, value: 'a:2' } }),
    ).toMatchObject({ name: 'a:2', text: '' });
    expect(
      pressed({
        ...base,
        block_id: 'thread:1.2',
        type: 'static_select',
        action_id: 'm',
        selected_option: { text, value: 'v' },
      }),
    ).toEqual({ name: 'm', text: 'v', opensForm: false, thread: '1.2' });
  });

  it('leaves out a choice whose value could not come back whole, and what is beyond the list', () => {
    const choices: Choice[] = Array.from({ length: SELECT_MAX_OPTIONS + 5 }, (_, i) => ({
      value: `v${i}`,
      label: 'l',
    }));
    const listed = options([{ value: 'x'.repeat(OPTION_VALUE_MAX_CHARS + 1), label: 'l' }, ...choices]);
    expect(listed).toHaveLength(SELECT_MAX_OPTIONS);
    expect(listed[0]!.value).toBe('v0');
  });

  it('names nothing twice in one row', () => {
    const idsOf = (row: ReturnType<typeof controls>): unknown[] =>
      row.flatMap(({ elements }) => elements.map((element) => ('action_id' in element ? element.action_id : '')));
    const menu = { id: 'a', label: 'm', choices: [{ value: 'v', label: 'o' }] };
    expect(idsOf(controls([{ id: 'a', label: 'l' }], menu))).toEqual(['a']);
    const many = Array.from({ length: 8 }, (_, at) => ({ id: at === 0 ? 'more' : `b${at}`, label: 'l' }));
    const ids = idsOf(controls(many, { ...menu, id: 'more' }));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keeps any words within what Slack takes', () => {
    const label = fc.oneof(hostileText, fc.string({ maxLength: 500 }));
    const action = fc.record({
      id: fc.string({ minLength: 1, maxLength: 300 }),
      label,
      style: fc.constantFrom('primary' as const, 'danger' as const),
      confirm: label,
    });
    const choice = fc.record({ value: fc.string({ maxLength: 200 }), label, note: label });
    const menu = fc.record({ id: fc.string({ minLength: 1 }), label, choices: fc.array(choice, { maxLength: 120 }) });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), menu, (actions, given) => {
        const { blocks } = renderPost(saying('x', { actions, menu: given }));
        const small = JSON.stringify(blocks).length <= 16_000 ? blocks : blocks.slice(0, 1);
        checkBlocks(small as AnyBlock[]);
      }),
      { numRuns: 100 },
    );
    const [made] = controls([{ id: 'a', label: 'l'.repeat(500), confirm: 'c'.repeat(500) }], {
      id: 'm',
      label: 'p'.repeat(500),
      choices: [{ value: 'v', label: 'o'.repeat(500) }],
    });
    expect(made).toMatchObject({
      elements: [
        {
          text: { text: expect.stringMatching(new RegExp(`^.{${BUTTON_MAX_CHARS}}$`)) },
          confirm: {
            text: { text: expect.stringMatching(new RegExp(`^.{${CONFIRM_MAX_CHARS}}$`)) },
            confirm: { text: expect.stringMatching(new RegExp(`^.{${CONFIRM_BUTTON_MAX_CHARS}}$`)) },
          },
        },
        {
          placeholder: { text: expect.stringMatching(new RegExp(`^.{${PLACEHOLDER_MAX_CHARS}}$`)) },
          options: [{ text: { text: expect.stringMatching(new RegExp(`^.{${OPTION_MAX_CHARS}}$`)) } }],
        },
      ],
    });
  });
});
