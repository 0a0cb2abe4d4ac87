/** What can be pressed and chosen, as elements of Block Kit, and what came back as what the desk knows. */
import type { BlockElementAction, types } from '@slack/bolt';
import type { Action, Choice, Menu } from '../../src/model.ts';
import { shorten, tidy } from '../prose.ts';
import { plain } from './passages.ts';

// https://docs.slack.dev/reference/block-kit/block-elements
export const BUTTON_MAX_CHARS = 75;
export const ACTION_ID_MAX_CHARS = 255;
export const ACTIONS_MAX_ELEMENTS = 25;
export const OVERFLOW_MAX_OPTIONS = 5;
export const OPTION_MAX_CHARS = 75;
export const OPTION_VALUE_MAX_CHARS = 150;
export const SELECT_MAX_OPTIONS = 100;
export const PLACEHOLDER_MAX_CHARS = 150;
export const CONFIRM_MAX_CHARS = 300;
export const CONFIRM_BUTTON_MAX_CHARS = 30;
const CONFIRM_TITLE = 'Are you sure?';

/** Buttons in sight; of more, those that need no question and no form fold behind “⋯”. */
export const BUTTONS_SHOWN = 5;
/** The action id of what is folded: the option that was chosen names the action. */
const OVERFLOW_ID = 'more';
/** The value of a button that opens a form: the press has to be answered with one while its trigger lives. */
const OPENS_FORM = 'form';

type Element = types.ActionsBlockElement;

/** One row of controls; none where there is nothing to press. */
export function controls(actions: readonly Action[], menu?: Menu): types.ActionsBlock[] {
  const known = new Map(
    actions
      .filter(({ id }) => fits(id, ACTION_ID_MAX_CHARS) && id !== OVERFLOW_ID)
      .map((action) => [action.id, action] as const),
  );
  const { shown, folded } = foldAway([...known.values()]);
  // Slack takes no id twice in one block.
  const select = menu === undefined || known.has(menu.id) || menu.id === OVERFLOW_ID ? [] : menuElement(menu);
  const elements: Element[] = [...shown.map(button), ...select, ...(folded.length === 0 ? [] : [overflow(folded)])];
  return elements.length === 0 ? [] : [{ type: 'actions', elements: elements.slice(0, ACTIONS_MAX_ELEMENTS) }];
}

const fits = (id: string, maxChars: number): boolean => id !== '' && id.length <= maxChars;
const canFold = ({ id, style, confirm, opens }: Action): boolean =>
  style === undefined && confirm === undefined && opens === undefined && fits(id, OPTION_VALUE_MAX_CHARS);

/** The last ones that may go fold away, where they are few enough for one menu; else all stay in sight. */
function foldAway(actions: readonly Action[]): { shown: readonly Action[]; folded: readonly Action[] } {
  // The menu takes the place of one button.
  const excess = actions.length - (BUTTONS_SHOWN - 1);
  const folded = actions.length <= BUTTONS_SHOWN ? [] : actions.filter(canFold).slice(-excess);
  if (folded.length > OVERFLOW_MAX_OPTIONS) return { shown: actions, folded: [] };
  return { shown: actions.filter((action) => !folded.includes(action)), folded };
}

/** Words for a control, which may not be empty. */
const labelled = (text: string, maxChars: number): types.PlainTextElement =>
  plain(shorten(tidy(text).trim(), maxChars) || '…');

export const button = ({ id, label, style, confirm, opens }: Action): types.Button => ({
  type: 'button',
  action_id: id,
  text: labelled(label, BUTTON_MAX_CHARS),
  ...(style === undefined ? {} : { style }),
  ...(opens === undefined ? {} : { value: OPENS_FORM }),
  ...(confirm === undefined ? {} : { confirm: question(confirm, label, style) }),
});

const question = (asked: string, label: string, style: Action['style']): types.ConfirmationDialog => ({
  title: plain(CONFIRM_TITLE),
  text: labelled(asked, CONFIRM_MAX_CHARS),
  confirm: labelled(label, CONFIRM_BUTTON_MAX_CHARS),
  deny: plain('Cancel'),
  ...(style === undefined ? {} : { style }),
});

const overflow = (actions: readonly Action[]): types.Overflow => ({
  type: 'overflow',
  action_id: OVERFLOW_ID,
  options: actions.map(({ id, label }) => ({ text: labelled(label, OPTION_MAX_CHARS), value: id })),
});

/** Choices as options; one whose value could not come back whole is left out. */
export const options = (choices: readonly Choice[], max = SELECT_MAX_OPTIONS): types.PlainTextOption[] =>
  choices
    .filter(({ value }) => fits(value, OPTION_VALUE_MAX_CHARS))
    .slice(0, max)
    .map(({ value, label, note }) => ({
      text: labelled(label, OPTION_MAX_CHARS),
      value,
      ...(note === undefined || note === '' ? {} : { description: labelled(note, OPTION_MAX_CHARS) }),
    }));

function menuElement({ id, label, choices }: Menu): types.StaticSelect[] {
  const listed = options(choices);
  if (listed.length === 0 || !fits(id, ACTION_ID_MAX_CHARS)) return [];
  return [
    { type: 'static_select', action_id: id, placeholder: labelled(label, PLACEHOLDER_MAX_CHARS), options: listed },
  ];
}

/** What was pressed, in the desk's words: an action's id, and what was chosen. */
export interface Pressed {
  readonly name: string;
  readonly text: string;
  /** It opens a form. */
  readonly opensForm: boolean;
  /** The thread that the answer belongs to, where the message itself stands in none. */
  readonly thread?: string;
}

export function pressed(action: BlockElementAction): Pressed {
  const opensForm = action.type === 'button' && action.value === OPENS_FORM;
  const thread = IN_THREAD.exec(action.block_id)?.[1];
  const more = { opensForm, ...(thread === undefined ? {} : { thread }) };
  if (action.type === 'overflow') return { name: action.selected_option.value, text: '', ...more };
  const chosen =
    action.type === 'static_select' || action.type === 'external_select' ? action.selected_option?.value : undefined;
  return { name: action.action_id, text: chosen ?? '', ...more };
}

const IN_THREAD = /^thread:(\d+\.\d+)$/;

/** Blocks whose controls remember a thread: what is pressed there is answered in it. */
export const rememberingThread = (blocks: readonly types.KnownBlock[], thread: string): types.KnownBlock[] =>
  blocks.map((block) => (block.type === 'actions' ? { ...block, block_id: `thread:${thread}` } : block));
