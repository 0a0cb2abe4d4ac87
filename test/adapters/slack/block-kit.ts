/** What Slack takes for blocks and views, by what it documents, and the total that it enforces without documenting it. */
import type { AnyBlock } from './reader.ts';

// biome-ignore lint/suspicious/noExplicitAny: whatever was sent is looked at, of whatever shape it is
type Json = any;

export class Refusal extends Error {}
const refuse = (error: string): never => {
  throw new Refusal(error);
};

const MESSAGE_MAX_BLOCKS = 50;
const VIEW_MAX_BLOCKS = 100;

/** The blocks of a message. Throws what Slack would answer. */
export function checkBlocks(blocks: readonly AnyBlock[]): void {
  if (blocks.length > MESSAGE_MAX_BLOCKS) refuse('invalid_blocks');
  for (const block of blocks) {
    if (block.type === 'input') refuse('invalid_blocks');
    checkBlock(block, 'invalid_blocks');
  }
  uniqueIds(blocks, 'invalid_blocks');
  if (JSON.stringify(blocks).length > 16_000) refuse('msg_blocks_too_long');
}

/** A modal or a home page. Throws what Slack would answer. */
export function checkView(view: Json): void {
  const error = 'invalid_arguments';
  if (!['modal', 'home'].includes(view?.type)) refuse(error);
  if (!Array.isArray(view.blocks) || view.blocks.length > VIEW_MAX_BLOCKS) refuse(error);
  for (const block of view.blocks) checkBlock(block, error);
  uniqueIds(view.blocks, error);
  within(view.private_metadata ?? '-', 3_000, error);
  within(view.callback_id ?? '-', 255, error);
  if (view.type === 'home') return;
  for (const text of [view.title, view.submit, view.close])
    plainText(text ?? { type: 'plain_text', text: '-' }, 24, error);
  if (view.submit === undefined && view.blocks.some((block: Json) => block.type === 'input')) refuse(error);
}

function within(value: unknown, max: number, error: string): void {
  if (typeof value !== 'string' || value.length === 0 || value.length > max) refuse(error);
}

function plainText(text: Json, max: number, error: string): void {
  if (text?.type !== 'plain_text') refuse(error);
  within(text.text, max, error);
}

function uniqueIds(blocks: readonly Json[], error: string): void {
  const ids = blocks.map((block) => block.block_id).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) refuse(error);
}

function checkBlock(block: Json, error: string): void {
  if (block.block_id !== undefined) within(block.block_id, 255, error);
  switch (block.type) {
    case 'divider':
      return;
    case 'header':
      plainText(block.text, 150, error);
      return;
    case 'section':
      if (block.text !== undefined) within(block.text.text, 3_000, error);
      if ((block.fields?.length ?? 0) > 10 || (block.text ?? block.fields) === undefined) refuse(error);
      for (const field of block.fields ?? []) within(field.text, 2_000, error);
      if (block.accessory !== undefined) checkElement(block.accessory, error);
      return;
    case 'context':
      if (block.elements === undefined || block.elements.length === 0 || block.elements.length > 10) refuse(error);
      for (const element of block.elements) within(element.text, 3_000, error);
      return;
    case 'image':
      within(block.image_url, 3_000, error);
      within(block.alt_text, 2_000, error);
      return;
    case 'actions': {
      if (block.elements.length === 0 || block.elements.length > 25) refuse(error);
      const ids = block.elements.map((element: Json) => element.action_id);
      if (new Set(ids).size !== ids.length) refuse(error);
      for (const element of block.elements) checkElement(element, error);
      return;
    }
    case 'input':
      plainText(block.label, 2_000, error);
      if (block.hint !== undefined) plainText(block.hint, 2_000, error);
      checkElement(block.element, error);
      return;
    default:
      refuse(error);
  }
}

function checkElement(element: Json, error: string): void {
  within(element.action_id, 255, error);
  if (element.placeholder !== undefined) plainText(element.placeholder, 150, error);
  if (element.confirm !== undefined) checkConfirm(element.confirm, error);
  switch (element.type) {
    case 'button':
      within(element.value ?? '-', 2_000, error);
      if (!['primary', 'danger', undefined].includes(element.style)) refuse(error);
      plainText(element.text, 75, error);
      return;
    case 'overflow':
      checkOptions(element.options, 5, error);
      return;
    case 'static_select':
      checkOptions(element.options, 100, error);
      if (element.initial_option !== undefined && !has(element.options, element.initial_option)) refuse(error);
      return;
    case 'external_select':
      if (element.initial_option !== undefined) checkOptions([element.initial_option], 1, error);
      return;
    case 'plain_text_input':
      if (element.max_length > 3_000 || (element.initial_value ?? '').length > element.max_length) refuse(error);
      return;
    case 'timepicker':
      if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(element.initial_time ?? '00:00')) refuse(error);
      return;
    case 'conversations_select':
      if (!/^[CDG]/.test(element.initial_conversation ?? 'C')) refuse(error);
      return;
    default:
      refuse(error);
  }
}

const has = (options: readonly Json[], wanted: Json): boolean =>
  options.some((option) => JSON.stringify(option) === JSON.stringify(wanted));

function checkConfirm(confirm: Json, error: string): void {
  plainText(confirm.title, 100, error);
  plainText(confirm.text, 300, error);
  for (const text of [confirm.confirm, confirm.deny]) plainText(text, 30, error);
}

function checkOptions(options: readonly Json[], max: number, error: string): void {
  if (options.length === 0 || options.length > max) refuse(error);
  for (const option of options) {
    plainText(option.text, 75, error);
    within(option.value, 150, error);
    if (option.description !== undefined) plainText(option.description, 75, error);
  }
}
