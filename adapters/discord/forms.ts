/** A form as Discord's modal, and a modal that was sent in as the form's values. */
import {
  ChannelType,
  ComponentType,
  type APIModalInteractionResponseCallbackData as Modal,
  type ModalData,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Action, Block, Field, Form, Post, Span } from '../../src/model.ts';
import { shorten, tidy } from '../prose.ts';
import { CUSTOM_ID_MAX_CHARS, markedId, optionsOf } from './components.ts';

// https://docs.discord.com/developers/components/reference#label
export const FORM_MAX_FIELDS = 5;
export const FORM_TITLE_MAX_CHARS = 45;
export const FIELD_LABEL_MAX_CHARS = 45;
export const FIELD_HINT_MAX_CHARS = 100;
export const PLACEHOLDER_MAX_CHARS = 100;
export const TEXT_VALUE_MAX_CHARS = 4_000;
/** Forms that are open, or were sent in with something wrong: what was filled in is not lost. */
export const DRAFTS_REMEMBERED = 2_000;
const DRAFTS_REMEMBERED_MS = 3_600_000;

export type Values = Readonly<Record<string, string>>;
type ModalPart = Modal['components'][number];
type LabelledPart = Extract<ModalPart, { component: unknown }>['component'];

export interface Draft {
  readonly form: Form;
  readonly values?: Values;
  readonly errors?: Values;
}

export interface Drafts {
  keep(personId: string, draft: Draft): void;
  of(personId: string, formId: string): Draft | undefined;
}

export function openDrafts(): Drafts {
  const drafts = new LRUCache<string, Draft>({ max: DRAFTS_REMEMBERED, ttl: DRAFTS_REMEMBERED_MS });
  const key = (personId: string, formId: string): string => `${personId} ${formId}`;
  return {
    keep: (personId, draft) => void drafts.set(key(personId, draft.form.id), draft),
    of: (personId, formId) => drafts.get(key(personId, formId)),
  };
}

/** Undefined where the form's id would not come back whole. The first fields suffice, as the form promises. */
export function modalOf({ form, values = {}, errors = {} }: Draft, inServer: boolean): Modal | undefined {
  const fields = form.fields
    .filter(({ kind, id }) => (inServer || kind !== 'channel') && id !== '' && id.length <= CUSTOM_ID_MAX_CHARS)
    .slice(0, FORM_MAX_FIELDS);
  if (form.id === '' || form.id.length > CUSTOM_ID_MAX_CHARS || fields.length === 0) return undefined;
  return {
    custom_id: form.id,
    title: line(form.title, FORM_TITLE_MAX_CHARS) || '…',
    components: fields.map((field) => labelled(field, values[field.id], errors[field.id])),
  };
}

const line = (text: string, maxChars: number): string => shorten(tidy(text).trim(), maxChars);

function labelled(field: Field, filledIn: string | undefined, error: string | undefined): ModalPart {
  const hint = line(error ?? field.hint ?? '', FIELD_HINT_MAX_CHARS);
  return {
    type: ComponentType.Label,
    label: line(field.label, FIELD_LABEL_MAX_CHARS) || '…',
    ...(hint === '' ? {} : { description: hint }),
    component: inputOf(field, filledIn),
  };
}

/** Wherever messages can be posted. */
const POSTABLE = [
  ChannelType.GuildText,
  ChannelType.GuildVoice,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
] as const;

function inputOf(field: Field, filledIn: string | undefined): LabelledPart {
  const required = field.optional !== true;
  switch (field.kind) {
    case 'choice':
      return choiceOf(field, field.choices, filledIn ?? field.value);
    case 'lookup':
      // Nothing can be looked up within a modal: what is chosen stays, or its id is typed.
      return field.value === undefined
        ? textOf(field, filledIn)
        : choiceOf(field, [field.value], filledIn ?? field.value.value);
    case 'channel': {
      const value = filledIn ?? field.value ?? '';
      return {
        type: ComponentType.ChannelSelect,
        custom_id: field.id,
        channel_types: [...POSTABLE],
        required,
        ...(/^\d{15,22}$/.test(value) ? { default_values: [{ id: value, type: 'channel' as never }] } : {}),
      };
    }
    case 'time':
    case 'text':
      return textOf(field, filledIn ?? field.value);
  }
}

function choiceOf(field: Field, choices: Parameters<typeof optionsOf>[0], chosen: string | undefined): LabelledPart {
  const options = optionsOf(choices, chosen);
  if (options.length === 0) return textOf(field, chosen);
  return { type: ComponentType.StringSelect, custom_id: field.id, required: field.optional !== true, options };
}

function textOf(field: Field, value = ''): LabelledPart {
  const max = Math.min(
    TEXT_VALUE_MAX_CHARS,
    (field.kind === 'text' ? field.maxChars : undefined) ?? TEXT_VALUE_MAX_CHARS,
  );
  const example = field.kind === 'text' ? (field.placeholder ?? '') : field.kind === 'time' ? '08:30' : '';
  const placeholder = line(example, PLACEHOLDER_MAX_CHARS);
  return {
    type: ComponentType.TextInput,
    custom_id: field.id,
    style: field.kind === 'text' && field.multiline === true ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.optional !== true,
    max_length: max,
    ...(placeholder === '' ? {} : { placeholder }),
    // What is too long to be shown would be cut when it is sent in again.
    ...(value === '' || value.length > max ? {} : { value }),
  };
}

/** By field; of a list what was chosen, empty where nothing was. */
export function valuesIn({ fields }: ModalSubmitInteraction): Values {
  const chosenIn = (part: ModalData): string => {
    if ('values' in part) return part.values[0] ?? '';
    return 'value' in part ? String(part.value ?? '') : '';
  };
  return Object.fromEntries(fields.fields.map((part) => [part.customId, chosenIn(part)]));
}

/** What is wrong, by the fields’ labels, with a button that opens the form again as it was filled in. */
export function errorsPost(formId: string, errors: Values, form: Form | undefined): Post {
  const labelOf = (id: string): string => form?.fields.find((field) => field.id === id)?.label ?? id;
  const blocks = Object.entries(errors).flatMap(([id, words]): Block[] => {
    const label: Span = { kind: 'text', text: `${labelOf(id)}: `, style: 'strong' };
    // A caret drawing keeps its columns.
    if (words.includes('\n'))
      return [
        { kind: 'paragraph', spans: [label] },
        { kind: 'code', text: words },
      ];
    return [{ kind: 'paragraph', spans: [label, { kind: 'text', text: words }] }];
  });
  const again: Action = { id: markedId('again', formId), label: 'Edit again', style: 'primary' };
  return {
    audience: 'asker',
    blocks: [
      ...blocks,
      { kind: 'paragraph', spans: [{ kind: 'text', text: 'Nothing was stored.', style: 'emphasis' }] },
    ],
    ...(form === undefined ? {} : { actions: [again] }),
  };
}
