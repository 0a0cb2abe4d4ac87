/** The desk's forms as Slack's modals, and what was filled in as the desk's values. */
import type { types, ViewOutput } from '@slack/bolt';
import type { Field, Form, LookupKind, Post } from '../../src/model.ts';
import { shorten, tidy } from '../prose.ts';
import { controls, options, PLACEHOLDER_MAX_CHARS } from './controls.ts';
import { context, plain, section, sections } from './passages.ts';
import { postBlocks } from './views.ts';

// https://docs.slack.dev/reference/views/modal-views
export const VIEW_MAX_BLOCKS = 100;
export const VIEW_TITLE_MAX_CHARS = 24;
export const VIEW_BUTTON_MAX_CHARS = 24;
export const CALLBACK_ID_MAX_CHARS = 255;
export const METADATA_MAX_CHARS = 3_000;
export const LABEL_MAX_CHARS = 150;
export const HINT_MAX_CHARS = 500;
/** What people may write into one field, and what Slack lets stand in one at most. */
export const INPUT_MAX_CHARS = 2_000;
export const INPUT_HARD_MAX_CHARS = 3_000;
export const FIELD_ERROR_MAX_CHARS = 400;
/** Of what stands above the fields. */
export const NOTES_MAX_CHARS = 6_000;
export const NOTES_MAX_BLOCKS = 30;

type SlackBlock = types.KnownBlock;
type Errors = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string>>;

/** Where a form was opened: its result goes there. It decides where words go, never what somebody may do. */
export interface Origin {
  readonly channel?: string;
  readonly thread?: string;
  /** It was opened on the home page, which shows what became of it. */
  readonly fromHome?: boolean;
}

/** The modal of a view that holds no form: its result is words. */
export const WORDS_VIEW = 'words';
/** Block ids are the field's, and how often the form was drawn anew when its value came to differ from what was typed. */
const BLOCK_ID = /^(.+)@(\d+)$/s;
const FIELD_ACTION = 'value';
const LOOKUP_ACTION = /^lookup:(story|watchlist|feed|topic)$/;
/** The action id of what looks things up. */
export const lookupAction = (of: LookupKind): string => `lookup:${of}`;

/** What the fields of a modal hold now, and under which block ids. */
export interface FilledIn {
  readonly values: Values;
  readonly blockIds: Readonly<Record<string, string>>;
}

const NOTHING: FilledIn = { values: {}, blockIds: {} };

/**
 * A form as a modal. Drawn anew (`before`), a field that holds what was typed keeps its block, and so the cursor; one that the
 * desk has changed gets another, as Slack else goes on showing what was typed.
 */
export function renderForm(form: Form, origin: Origin, before: FilledIn = NOTHING): types.ModalView {
  const notes = sections(form.notes ?? [], { maxBlocks: NOTES_MAX_BLOCKS, maxChars: NOTES_MAX_CHARS });
  const buttons = controls(form.actions ?? []);
  const [first = [], ...more] = form.fields.map((field) => [inputFor(field, before)]);
  // What a button gives stands where it was pressed, under the field that it is about: above it nobody would look.
  const blocks = buttons.length === 0 ? [notes, first, ...more] : [first, buttons, notes, ...more];
  return modal(form.title, origin, form.id, blocks.flat(), form.submit);
}

/** A modal that only says something. */
export const renderWords = (title: string, post: Post, origin: Origin): types.ModalView =>
  modal(title, origin, WORDS_VIEW, postBlocks(post, VIEW_MAX_BLOCKS - 1));

/** What is shown at once where the desk needs longer than Slack waits. */
export const renderWaiting = (title: string, origin: Origin): types.ModalView =>
  modal(title, origin, WORDS_VIEW, [context(['One moment…'])]);

function modal(
  title: string,
  origin: Origin,
  callbackId: string,
  blocks: readonly SlackBlock[],
  submit?: string,
): types.ModalView {
  return {
    type: 'modal',
    callback_id: callbackId.slice(0, CALLBACK_ID_MAX_CHARS),
    title: plain(shorten(tidy(title).trim(), VIEW_TITLE_MAX_CHARS) || 'Nutgraf'),
    ...(submit === undefined ? {} : { submit: plain(shorten(tidy(submit).trim(), VIEW_BUTTON_MAX_CHARS) || 'Send') }),
    close: plain(submit === undefined ? 'Close' : 'Cancel'),
    private_metadata: JSON.stringify(origin).slice(0, METADATA_MAX_CHARS),
    blocks: blocks.length === 0 ? [section('…')] : blocks.slice(0, VIEW_MAX_BLOCKS),
  };
}

function inputFor(field: Field, before: FilledIn): SlackBlock {
  const element = elementFor(field);
  const label = shorten(tidy(field.label).trim(), LABEL_MAX_CHARS) || '…';
  if (element === undefined) return section(`*${label}*: too long to be changed here.`);
  const hint = shorten(tidy(field.hint ?? '').trim(), HINT_MAX_CHARS);
  return {
    type: 'input',
    block_id: blockIdOf(field, before),
    label: plain(label),
    element,
    optional: field.optional === true,
    ...(hint === '' ? {} : { hint: plain(hint) }),
  };
}

function blockIdOf(field: Field, { values, blockIds }: FilledIn): string {
  const earlier = blockIds[field.id];
  if (earlier === undefined) return `${field.id}@0`;
  const value = field.kind === 'lookup' ? field.value?.value : field.value;
  if ((value ?? '') === (values[field.id] ?? '')) return earlier;
  return `${field.id}@${Number(BLOCK_ID.exec(earlier)?.[2] ?? 0) + 1}`;
}

/** Undefined for a value that no field of Slack's could hold. */
function elementFor(field: Field): types.InputBlock['element'] | undefined {
  switch (field.kind) {
    case 'text':
      return textInput(field);
    case 'choice': {
      const listed = options(field.choices);
      const chosen = listed.find(({ value }) => value === field.value);
      return {
        type: 'static_select',
        action_id: FIELD_ACTION,
        options: listed,
        ...(chosen === undefined ? {} : { initial_option: chosen }),
      };
    }
    case 'channel':
      return conversationSelect(field.value);
    case 'time':
      return {
        type: 'timepicker',
        action_id: FIELD_ACTION,
        ...(/^\d\d:\d\d$/.test(field.value ?? '') ? { initial_time: field.value } : {}),
      } as types.Timepicker;
    case 'lookup': {
      const [chosen] = field.value === undefined ? [] : options([field.value]);
      return {
        type: 'external_select',
        action_id: lookupAction(field.of),
        min_query_length: 0,
        placeholder: plain('Type a few letters'),
        ...(chosen === undefined ? {} : { initial_option: chosen }),
      };
    }
  }
}

function textInput(field: Extract<Field, { kind: 'text' }>): types.PlainTextInput | undefined {
  const value = field.value ?? '';
  if (value.length > INPUT_HARD_MAX_CHARS) return undefined;
  const maxChars = Math.min(field.maxChars ?? INPUT_MAX_CHARS, INPUT_HARD_MAX_CHARS);
  const placeholder = shorten(tidy(field.placeholder ?? '').trim(), PLACEHOLDER_MAX_CHARS);
  return {
    type: 'plain_text_input',
    action_id: FIELD_ACTION,
    // What stands there already must not be cut by a limit that came later.
    max_length: Math.max(maxChars, value.length),
    ...(field.multiline === true ? { multiline: true } : {}),
    ...(value === '' ? {} : { initial_value: value }),
    ...(placeholder === '' ? {} : { placeholder: plain(placeholder) }),
  };
}

/** Channels that the person is in; direct messages only where that is what is chosen already. */
function conversationSelect(value: string | undefined): types.ConversationsSelect {
  const isDirect = value?.startsWith('D') === true;
  return {
    type: 'conversations_select',
    action_id: FIELD_ACTION,
    filter: isDirect
      ? { include: ['public', 'private', 'im'] }
      : { include: ['public', 'private'], exclude_bot_users: true },
    ...(/^[CDG][A-Z0-9]+$/.test(value ?? '') ? { initial_conversation: value } : {}),
  } as types.ConversationsSelect;
}

// ---------------------------------------------------------------- what came back

type StateValue = ViewOutput['state']['values'][string][string];

/** What stands in a modal's fields; a field that holds nothing is empty, so that a value can be taken back. */
export function filledIn(view: Pick<ViewOutput, 'state'>): FilledIn {
  const values: Record<string, string> = {};
  const blockIds: Record<string, string> = {};
  for (const [blockId, elements] of Object.entries(view.state?.values ?? {})) {
    const id = BLOCK_ID.exec(blockId)?.[1];
    const state = Object.values(elements)[0];
    if (id === undefined || state === undefined) continue;
    values[id] = contentOf(state);
    blockIds[id] = blockId;
  }
  return { values, blockIds };
}

const contentOf = (state: StateValue): string =>
  state.value ?? state.selected_option?.value ?? state.selected_conversation ?? state.selected_time ?? '';

/** What is wrong, by block, as Slack shows it at the field; what belongs to no field stands at the first one. */
export function errorsByBlock(errors: Errors, { blockIds }: FilledIn): Record<string, string> {
  const first = Object.values(blockIds)[0];
  const placed: Record<string, string> = {};
  for (const [field, message] of Object.entries(errors)) {
    const block = blockIds[field] ?? first;
    if (block === undefined) continue;
    const words = shorten(tidy(message).trim(), FIELD_ERROR_MAX_CHARS) || 'This is not right.';
    placed[block] = placed[block] === undefined ? words : shorten(`${placed[block]} ${words}`, FIELD_ERROR_MAX_CHARS);
  }
  return placed;
}

/**
 * The modal that was sent, as it was filled in, with what is wrong under its fields: where the answer came too late for Slack
 * to show that by itself.
 */
export function withErrors(sent: ViewOutput, errors: Record<string, string>): types.ModalView {
  const blocks = (sent.blocks as SlackBlock[]).flatMap((block) => {
    if (block.type !== 'input' || block.block_id === undefined) return [block];
    const state = Object.values(sent.state.values[block.block_id] ?? {})[0];
    const again = { ...block, element: { ...block.element, ...initialOf(state) } } as types.InputBlock;
    const wrong = errors[block.block_id];
    return wrong === undefined ? [again] : [again, { ...context([]), elements: [plain(`⚠ ${wrong}`)] }];
  });
  return {
    type: 'modal',
    callback_id: sent.callback_id,
    title: plain(sent.title.text),
    ...(sent.submit === null ? {} : { submit: plain(sent.submit.text) }),
    ...(sent.close === null ? {} : { close: plain(sent.close.text) }),
    private_metadata: sent.private_metadata,
    blocks: blocks.slice(0, VIEW_MAX_BLOCKS),
  };
}

function initialOf(state: StateValue | undefined): object {
  if (state?.value) return { initial_value: state.value };
  if (state?.selected_option) return { initial_option: state.selected_option };
  if (state?.selected_conversation) return { initial_conversation: state.selected_conversation };
  return state?.selected_time ? { initial_time: state.selected_time } : {};
}

/** Where a modal was opened, by its metadata: what is no id of Slack's is left out. */
export function originOf(view: Pick<ViewOutput, 'private_metadata'>): Origin {
  let given: Record<string, unknown>;
  try {
    given = Object(JSON.parse(view.private_metadata || '{}'));
  } catch {
    // Nothing of ours: it came from nowhere.
    return {};
  }
  const { channel, thread, fromHome } = given;
  return {
    ...(typeof channel === 'string' && /^[CDG][A-Z0-9]+$/.test(channel) ? { channel } : {}),
    ...(typeof thread === 'string' && /^\d+\.\d+$/.test(thread) ? { thread } : {}),
    ...(fromHome === true ? { fromHome } : {}),
  };
}

/** What a lookup field asks for, by its action id. */
export const lookupKindOf = (actionId: string): LookupKind | undefined =>
  LOOKUP_ACTION.exec(actionId)?.[1] as LookupKind | undefined;
