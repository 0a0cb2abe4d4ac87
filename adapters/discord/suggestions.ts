/** What is offered while somebody types into an option. */
import { setTimeout as wait } from 'node:timers/promises';
import type { AutocompleteInteraction } from 'discord.js';
import type { ChatRequest, Choice, LookupKind } from '../../src/model.ts';
import type { Desk } from '../../src/ports.ts';
import { shorten, tidy } from '../prose.ts';
import { CHOICE_MAX_CHARS, fitting, MENU_MAX_CHOICES } from './components.ts';

/** People type on: what comes later is of no use any more. */
export const SUGGEST_WITHIN_MS = 900;

/** What the desk is asked for, by the option's name; the first kinds first. */
const LOOKUPS: Readonly<Record<string, readonly LookupKind[]>> = {
  watchlist: ['watchlist'],
  feed: ['feed'],
  topic: ['story', 'topic'],
  query: ['topic'],
};

const every = (values: readonly string[]) => () => values;
const zones = (): readonly string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** What needs nobody to be asked. */
const KNOWN: Readonly<Record<string, () => readonly string[]>> = {
  zone: zones,
  digest: every(['off', 'hourly', 'daily@07:00', 'daily@08:30', 'daily@17:00', 'weekdays@07:00', 'weekdays@08:30']),
  quiet: every(['off', '22:00-07:00', '20:00-08:00', '18:00-09:00']),
  duration: every(['30m', '1h', '2h', '4h', '8h', '1d', '3d', '1w']),
};

/** Answers in time, with nothing where there was trouble. */
export async function suggest(interaction: AutocompleteInteraction, request: ChatRequest, desk: Desk): Promise<void> {
  const option = interaction.options.getFocused(true).name;
  const timer = new AbortController();
  const late = wait(SUGGEST_WITHIN_MS, [], { signal: timer.signal });
  const found = await Promise.race([suggestionsFor(option, request, desk), late]).catch((): Choice[] => []);
  timer.abort();
  await interaction.respond(choicesOf(found));
}

async function suggestionsFor(option: string, request: ChatRequest, desk: Desk): Promise<readonly Choice[]> {
  const known = KNOWN[option];
  if (known !== undefined) return matching(known(), request.text);
  const found = await Promise.all((LOOKUPS[option] ?? []).map((kind) => desk.lookup(kind, request, MENU_MAX_CHOICES)));
  return found.flat();
}

/** Those that have what was typed in them, those first that begin with it; and what was typed, which may be meant as it is. */
function matching(values: readonly string[], typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_');
  const found = values
    .filter((value) => value.toLowerCase().includes(wanted))
    .sort((a, b) => Number(b.toLowerCase().startsWith(wanted)) - Number(a.toLowerCase().startsWith(wanted)));
  return found.map((value) => ({ value, label: value }));
}

export const choicesOf = (found: readonly Choice[]): { name: string; value: string }[] =>
  fitting(found).map(({ value, label, note }) => ({
    name: shorten(tidy(note === undefined ? label : `${label} · ${note}`).trim(), CHOICE_MAX_CHARS) || '…',
    value,
  }));
