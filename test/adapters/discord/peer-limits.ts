/** The limits that Discord documents, as its stand-in holds to them. */
import type { APIActionRowComponent, APIButtonComponent, APIEmbed, APIStringSelectComponent } from 'discord.js';

export interface Content {
  content?: string;
  embeds?: APIEmbed[];
  components?: APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>[];
  flags?: number;
  nonce?: string;
  enforce_nonce?: boolean;
  allowed_mentions?: { parse?: string[]; replied_user?: boolean };
  message_reference?: { message_id: string };
  attachments?: { id: string; description?: string }[];
  /** Not Discord’s: the files that came beside the message. */
  files?: { key: string; name: string; size: number }[];
}

export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const invalid = (what: string): never => {
  throw new Refusal(400, 50035, `Invalid Form Body: ${what}`);
};

/** https://docs.discord.com/developers/resources/message */
export function checkContent(given: Content): void {
  if ((given.content ?? '').length > 2_000) invalid('content');
  if (!given.content && !given.embeds?.length) throw new Refusal(400, 50006, 'Cannot send an empty message');
  if ((given.embeds?.length ?? 0) > 10) invalid('embeds');
  let total = 0;
  for (const embed of given.embeds ?? []) {
    within('title', embed.title, 256);
    within('description', embed.description, 4_096);
    within('footer', embed.footer?.text, 2_048);
    if ((embed.fields?.length ?? 0) > 25) invalid('fields');
    for (const field of embed.fields ?? []) {
      within('field name', field.name, 256);
      within('field value', field.value, 1_024);
      total += field.name.length + field.value.length;
    }
    for (const url of [embed.url, embed.image?.url])
      if (url !== undefined && (!/^(?:https?|attachment):\/\//.test(url) || url.length > 2_048)) invalid('url');
    total += (embed.title ?? '').length + (embed.description ?? '').length + (embed.footer?.text ?? '').length;
  }
  if (total > 6_000) invalid(`embeds of ${total} in all`);
  checkComponents(given.components ?? []);
  if (given.nonce !== undefined && given.nonce.length > 25) invalid('nonce');
}

function within(what: string, text: string | undefined, max: number): void {
  if (text !== undefined && (text.length > max || text.length === 0)) invalid(`${what} of ${text.length}`);
}

/** https://docs.discord.com/developers/components/reference */
function checkComponents(rows: NonNullable<Content['components']>): void {
  if (rows.length > 5) invalid('rows');
  const ids: string[] = [];
  for (const row of rows) {
    if (row.components.length < 1 || row.components.length > 5) invalid('row');
    for (const part of row.components as Part[]) {
      if (part.type === SELECT && row.components.length > 1) invalid('a menu beside something else');
      checkPart(part);
      ids.push(part.custom_id);
    }
  }
  if (new Set(ids).size !== ids.length) invalid('custom ids');
  if (rows.length + ids.length > 40) invalid('components');
}

const SELECT = 3;
const TEXT_INPUT = 4;
const CHANNEL_SELECT = 8;
const LABEL = 18;

interface Part {
  readonly type: number;
  readonly custom_id: string;
  readonly label?: string;
  readonly placeholder?: string;
  readonly options?: readonly { label: string; value: string; description?: string }[];
  readonly value?: string;
  readonly max_length?: number;
}

function checkPart(part: Part): void {
  within('custom id', part.custom_id, 100);
  within('label', part.label, 80);
  within('placeholder', part.placeholder, part.type === SELECT ? 150 : 100);
  if (part.type === SELECT) checkOptions(part.options ?? []);
}

function checkOptions(options: NonNullable<Part['options']>): void {
  if (options.length < 1 || options.length > 25) invalid(`options of ${options.length}`);
  for (const { label, value, description } of options) {
    within('option label', label, 100);
    within('option value', value, 100);
    within('option description', description, 100);
  }
  if (new Set(options.map(({ value }) => value)).size !== options.length) invalid('option values');
}

export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly {
    readonly type: number;
    readonly label: string;
    readonly description?: string;
    readonly component: Part;
  }[];
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export function checkModal({ custom_id, title, components }: Modal): void {
  within('custom id', custom_id, 100);
  within('title', title, 45);
  if (components.length < 1 || components.length > 5) invalid(`modal components of ${components.length}`);
  for (const { type, label, description, component } of components) {
    if (type !== LABEL) invalid(`a component of type ${type} in a modal`);
    if (![SELECT, TEXT_INPUT, CHANNEL_SELECT].includes(component.type)) invalid(`${component.type} in a label`);
    within('label', label, 45);
    within('description', description, 100);
    checkPart({ ...component });
    const { value = '', max_length = 4_000 } = component;
    if (max_length < 1 || max_length > 4_000 || value.length > max_length) invalid('value');
  }
}

/** https://docs.discord.com/developers/interactions/application-commands#autocomplete */
export function checkChoices(choices: readonly { name: string; value: string }[]): void {
  if (choices.length > 25) invalid(`choices of ${choices.length}`);
  for (const { name, value } of choices) {
    within('choice name', name, 100);
    within('choice value', value, 100);
  }
}

export function refuse(status: number, code: number, message: string): never {
  throw new Refusal(status, code, message);
}
