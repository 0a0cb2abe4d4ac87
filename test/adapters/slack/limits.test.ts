import { describe, expect, it } from 'vitest';
import { ACTION_ID_MAX_CHARS, ACTIONS_MAX_ELEMENTS, BUTTON_MAX_CHARS } from '../../../adapters/slack/controls.ts';
import { LINK_URL_MAX_CHARS } from '../../../adapters/slack/mrkdwn.ts';
import { SECTION_MAX_CHARS } from '../../../adapters/slack/passages.ts';
import { reconnectDelayMs, SOCKET_RECONNECT_MAX_DELAY_MS } from '../../../adapters/slack/socket.ts';
import {
  ALT_TEXT_MAX_CHARS,
  CONTEXT_MAX_CHARS,
  FALLBACK_MAX_CHARS,
  FIELD_MAX_CHARS,
  FIELDS_MAX_CHARS,
  FOOTER_MAX_CHARS,
  MESSAGE_MAX_FIELDS,
  renderPost,
  SECTION_MAX_FIELDS,
  SOURCES_MAX_CHARS,
} from '../../../adapters/slack/views.ts';
import type { Post } from '../../../src/model.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { EVERYTHING_TOO_MUCH } from '../../contracts/chat.posts.ts';
import type { AnyBlock } from './reader.ts';

const TOO_MUCH: Post = {
  ...EVERYTHING_TOO_MUCH,
  blocks: [{ kind: 'paragraph', spans: [{ kind: 'citation', n: 1 }] }, ...EVERYTHING_TOO_MUCH.blocks],
};
const { text: fallback, blocks } = renderPost(TOO_MUCH);
const all = blocks as AnyBlock[];
const of = (type: string): AnyBlock[] => all.filter((block) => block.type === type);
const textsOf = (block: AnyBlock): string[] => (block.elements ?? []).map((element) => String(element.text));
const fields = of('section').flatMap((block) => block.fields ?? []);
const buttons = of('actions').flatMap((block) => block.elements ?? []);
const contexts = of('context').map(textsOf);
const sum = (texts: readonly string[]): number => texts.reduce((chars, text) => chars + text.length, 0);

describe('Slack’s limits, by a message that is beyond them all', () => {
  it.each<[what: string, is: number, max: number]>([
    ['a section', Math.max(...of('section').map((block) => block.text?.text.length ?? 0)), SECTION_MAX_CHARS],
    ['fields in a section', Math.max(...of('section').map((block) => block.fields?.length ?? 0)), SECTION_MAX_FIELDS],
    ['fields', fields.length, MESSAGE_MAX_FIELDS],
    ['a field', Math.max(...fields.map((field) => field.text.length)), FIELD_MAX_CHARS],
    ['all fields', sum(fields.map((field) => field.text)), FIELDS_MAX_CHARS],
    ['buttons', buttons.length, ACTIONS_MAX_ELEMENTS],
    ['a button', Math.max(...buttons.map((button) => (button.text as { text: string }).text.length)), BUTTON_MAX_CHARS],
    ['small print', Math.max(...contexts.flat().map((text) => text.length)), CONTEXT_MAX_CHARS],
    ['the sources', sum(contexts.find((texts) => texts[0]?.startsWith('[1]')) ?? []), SOURCES_MAX_CHARS],
    ['the footer', contexts.at(-1)?.[0]?.length ?? 0, FOOTER_MAX_CHARS],
    ['the image’s description', of('image')[0]?.alt_text?.length ?? 0, ALT_TEXT_MAX_CHARS],
    ['the notification', fallback.length, FALLBACK_MAX_CHARS],
  ])('%s: %i of %i', (_what, is, max) => {
    expect(is).toBeGreaterThan(0);
    expect(is).toBeLessThanOrEqual(max);
  });

  it('counts the sources that it leaves out', () => {
    const listed =
      contexts
        .flat()
        .join(' ')
        .match(/\[\d+\]/g)?.length ?? 0;
    expect(contexts.flat().join(' ')).toContain(`and ${TOO_MUCH.sources!.length - listed} more`);
  });

  it('leaves out a button whose id is too long to come back whole', () => {
    const ids = [ACTION_ID_MAX_CHARS, ACTION_ID_MAX_CHARS + 1].map((length) => 'i'.repeat(length));
    const rendered = renderPost(saying('x', { actions: ids.map((id) => ({ id, label: 'Go' })) })).blocks as AnyBlock[];
    expect(rendered.at(-1)?.elements?.map((button) => button.action_id)).toEqual([ids[0]]);
  });

  it('leaves out an address that is too long', () => {
    const headlineAt = (length: number): string => {
      const url = `https://outlet.example/${'x'.repeat(length - 'https://outlet.example/'.length)}`;
      return (renderPost(saying('x', { headline: { text: 'Here', url } })).blocks as AnyBlock[])[0]?.text?.text ?? '';
    };
    expect(headlineAt(LINK_URL_MAX_CHARS)).toMatch(/^\*<https:.*\|Here>\*$/);
    expect(headlineAt(LINK_URL_MAX_CHARS + 1)).toBe('*Here*');
  });

  it.each([
    [0, 0],
    [1, 1_000],
    [3, 4_000],
    [100, SOCKET_RECONNECT_MAX_DELAY_MS],
  ])('waits before reconnecting for the %i. time: %i ms', (attempt, delayMs) => {
    expect(reconnectDelayMs(attempt)).toBe(delayMs);
  });
});
