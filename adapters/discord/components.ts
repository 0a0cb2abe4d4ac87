/** Buttons and menus under a message, and what their ids say of what is to happen when they are pressed. */
import {
  type APIActionRowComponent as ActionRow,
  type APIButtonComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Action, Choice, Menu, Post } from '../../src/model.ts';
import { shorten, tidy } from '../prose.ts';
import { plainText } from './markdown.ts';

// https://docs.discord.com/developers/components/reference
export const MESSAGE_MAX_ROWS = 5;
export const ROW_MAX_BUTTONS = 5;
export const BUTTON_LABEL_MAX_CHARS = 80;
export const CUSTOM_ID_MAX_CHARS = 100;
export const MENU_MAX_CHOICES = 25;
export const MENU_LABEL_MAX_CHARS = 150;
export const CHOICE_MAX_CHARS = 100;

export type Row = ActionRow<APIButtonComponent | APIStringSelectComponent>;

/** What the adapter does itself about a button: opens a form, asks first, answers in the question's place, opens a form again. */
export type Purpose = 'form' | 'sure' | 'done' | 'again';
const MARKED = /^(form|sure|done|again)!(.*)$/s;

/** An id that comes back with its purpose; the desk's own ids have no `!` after their first word. */
export const markedId = (purpose: Purpose, id: string): string => `${purpose}!${id}`;

export function readId(customId: string): { readonly purpose?: Purpose; readonly id: string } {
  const [, purpose, id] = MARKED.exec(customId) ?? [];
  return purpose === undefined ? { id: customId } : { purpose: purpose as Purpose, id: id! };
}

function idOf({ id, opens, confirm }: Action): string {
  if (opens === 'form') return markedId('form', id);
  if (confirm === undefined) return id;
  // What is asked goes along, as far as there is room: a restart must not forget it.
  const marked = markedId('sure', id);
  const room = CUSTOM_ID_MAX_CHARS - marked.length - 1;
  return room < 2 ? marked : `${marked}!${shorten(plainText(confirm).replaceAll('!', '.'), room)}`;
}

const STYLES = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

/** An id that would not come back whole is none. */
const fits = (id: string): boolean => id !== '' && id.length <= CUSTOM_ID_MAX_CHARS;

export function rowsOf({ actions = [], menu }: Pick<Post, 'actions' | 'menu'>): Row[] {
  const chosen = menuOf(menu);
  const known = new Set(chosen === undefined ? [] : [chosen.custom_id]);
  const buttons: APIButtonComponent[] = [];
  for (const action of actions) {
    const id = idOf(action);
    if (action.id === '' || !fits(id) || known.has(id)) continue;
    known.add(id);
    buttons.push({
      type: ComponentType.Button,
      style: action.style === undefined ? ButtonStyle.Secondary : STYLES[action.style],
      custom_id: id,
      label: shorten(plainText(action.label), BUTTON_LABEL_MAX_CHARS) || '…',
    });
  }
  const rows: Row[] = chosen === undefined ? [] : [{ type: ComponentType.ActionRow, components: [chosen] }];
  for (let i = 0; i < buttons.length && rows.length < MESSAGE_MAX_ROWS; i += ROW_MAX_BUTTONS)
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(i, i + ROW_MAX_BUTTONS) });
  return rows;
}

function menuOf(menu: Menu | undefined): APIStringSelectComponent | undefined {
  const options = optionsOf(menu?.choices ?? []);
  if (menu === undefined || options.length === 0 || !fits(menu.id)) return undefined;
  return {
    type: ComponentType.StringSelect,
    custom_id: menu.id,
    placeholder: shorten(plainText(menu.label), MENU_LABEL_MAX_CHARS) || '…',
    options,
  };
}

/** Each value once, none of them cut, as many as Discord shows. */
export function fitting(choices: readonly Choice[]): Choice[] {
  const byValue = new Map<string, Choice>();
  for (const choice of choices)
    if (choice.value !== '' && choice.value.length <= CHOICE_MAX_CHARS && !byValue.has(choice.value))
      byValue.set(choice.value, choice);
  return [...byValue.values()].slice(0, MENU_MAX_CHOICES);
}

/** `chosen` is shown as such. */
export function optionsOf(choices: readonly Choice[], chosen?: string): APISelectMenuOption[] {
  return fitting(choices).map(({ value, label, note }) => {
    const description = shorten(tidy(note ?? '').trim(), CHOICE_MAX_CHARS);
    return {
      value,
      label: shorten(plainText(label), CHOICE_MAX_CHARS) || '…',
      ...(description === '' ? {} : { description }),
      ...(value === chosen ? { default: true } : {}),
    };
  });
}
