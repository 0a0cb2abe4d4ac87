import type { APIEmbed } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { REQUESTS_MAX_PER_SECOND } from '../../../adapters/discord/client.ts';
import {
  BUTTON_LABEL_MAX_CHARS,
  CUSTOM_ID_MAX_CHARS,
  MESSAGE_MAX_ROWS,
  ROW_MAX_BUTTONS,
} from '../../../adapters/discord/components.ts';
import { DEFAULT_DEFER_AFTER_MS } from '../../../adapters/discord/index.ts';
import { LINK_URL_MAX_CHARS } from '../../../adapters/discord/markdown.ts';
import {
  CONTENT_MAX_CHARS,
  DESCRIPTION_MAX_CHARS,
  EMBED_MAX_FIELDS,
  EMBEDS_MAX_CHARS,
  FIELD_NAME_MAX_CHARS,
  FIELD_VALUE_MAX_CHARS,
  FIELDS_MAX_CHARS,
  FOOTER_MAX_CHARS,
  renderPost,
  SOURCES_AT_LENGTH_MAX_CHARS,
} from '../../../adapters/discord/views.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { EVERYTHING_TOO_MUCH } from '../../contracts/chat.posts.ts';

/** After an interaction, Discord waits no longer. */
const ACKNOWLEDGE_WITHIN_MS = 3_000;

const { embeds, components } = renderPost(EVERYTHING_TOO_MUCH);
const [main, sources] = embeds;
const fields = main?.fields ?? [];
const buttons = components.flatMap((row) => row.components);
const chars = (embed: APIEmbed): number =>
  [
    embed.title,
    embed.description,
    embed.footer?.text,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ].join('').length;

describe('Discord’s limits, by a message that is beyond them all', () => {
  it.each<[what: string, is: number, max: number]>([
    ['a description', main?.description?.length ?? 0, DESCRIPTION_MAX_CHARS],
    ['all embeds', embeds.map(chars).reduce((sum, length) => sum + length, 0), EMBEDS_MAX_CHARS],
    ['fields', fields.length, EMBED_MAX_FIELDS],
    ['a field’s name', Math.max(...fields.map(({ name }) => name.length)), FIELD_NAME_MAX_CHARS],
    ['a field’s value', Math.max(...fields.map(({ value }) => value.length)), FIELD_VALUE_MAX_CHARS],
    ['all fields', fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0), FIELDS_MAX_CHARS],
    ['the footer', main?.footer?.text.length ?? 0, FOOTER_MAX_CHARS],
    ['the sources', sources?.description?.length ?? 0, SOURCES_AT_LENGTH_MAX_CHARS],
    ['buttons', buttons.length, MESSAGE_MAX_ROWS * ROW_MAX_BUTTONS],
    ['buttons in a row', Math.max(...components.map((row) => row.components.length)), ROW_MAX_BUTTONS],
    [
      'a button',
      Math.max(...buttons.map((button) => ('label' in button ? button.label!.length : 0))),
      BUTTON_LABEL_MAX_CHARS,
    ],
    ['content', renderPost(saying('Some words. '.repeat(1_000))).content.length, CONTENT_MAX_CHARS],
  ])('%s: %i of %i', (_what, is, max) => {
    expect(is).toBeGreaterThan(0);
    expect(is).toBeLessThanOrEqual(max);
  });

  it('leaves out a button whose id is too long to come back whole', () => {
    const ids = [CUSTOM_ID_MAX_CHARS, CUSTOM_ID_MAX_CHARS + 1].map((length) => 'i'.repeat(length));
    const { components } = renderPost(saying('x', { actions: ids.map((id) => ({ id, label: 'Go' })) }));
    expect(components).toMatchObject([{ components: [{ custom_id: ids[0] }] }]);
    expect(components[0]?.components).toHaveLength(1);
  });

  it('leaves out an address that is too long', () => {
    const addressOf = (length: number): string | undefined => {
      const url = `https://outlet.example/${'x'.repeat(length - 'https://outlet.example/'.length)}`;
      return renderPost(saying('x', { headline: { text: 'Here', url } })).embeds[0]?.url;
    };
    expect(addressOf(LINK_URL_MAX_CHARS)).toMatch(/^https:/);
    expect(addressOf(LINK_URL_MAX_CHARS + 1)).toBeUndefined();
  });

  it('asks less often in a second than Discord allows', () => {
    expect(REQUESTS_MAX_PER_SECOND).toBeLessThan(50);
  });

  it('defers with time to spare', () => {
    expect(DEFAULT_DEFER_AFTER_MS).toBeLessThanOrEqual(ACKNOWLEDGE_WITHIN_MS - 1_000);
  });
});
