/** What is asked back before something is done: forms to fill in, and whether somebody is sure. */
import { setTimeout as wait } from 'node:timers/promises';
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { ChatRequest, Post } from '../../src/model.ts';
import { answer, type Reception, reply } from './answers.ts';
import { markedId } from './components.ts';
import { asDiscordFailure } from './failures.ts';
import { type Draft, type Drafts, errorsPost, modalOf, valuesIn } from './forms.ts';
import { askedByForm } from './requests.ts';

/** A form must be the first answer, within Discord's 3 s: nothing can be deferred before it. */
export const FORM_WITHIN_MS = 2_300;

type Opener = ButtonInteraction | ChatInputCommandInteraction;

export async function openForm(
  interaction: Opener,
  request: ChatRequest,
  reception: Reception,
  drafts: Drafts,
): Promise<void> {
  const timer = new AbortController();
  const late = wait(FORM_WITHIN_MS, undefined, { signal: timer.signal }).catch(() => undefined);
  const opened = await Promise.race([reception.desk.form(request), late]);
  timer.abort();
  if (opened === undefined) return reply(interaction, TOO_SLOW, reception.log);
  if ('post' in opened) return reply(interaction, opened.post, reception.log);
  return show(interaction, { form: opened.form }, reception, drafts);
}

export async function show(interaction: Opener, draft: Draft, { log }: Reception, drafts: Drafts): Promise<void> {
  const modal = modalOf(draft, interaction.inGuild());
  drafts.keep(interaction.user.id, draft);
  try {
    if (modal === undefined) return await reply(interaction, NO_FORM, log);
    await interaction.showModal(modal);
  } catch (thrown) {
    const failure = asDiscordFailure(thrown);
    if (failure.code !== 'post_refused' || interaction.replied) throw failure;
    log.error('discord form refused', { form: draft.form.id, reason: failure.message });
    await reply(interaction, NO_FORM, log);
  }
}

export async function takeForm(
  interaction: ModalSubmitInteraction,
  reception: Reception,
  drafts: Drafts,
): Promise<void> {
  const values = valuesIn(interaction);
  const form = drafts.of(interaction.user.id, interaction.customId)?.form;
  const working = reception.desk.submit(askedByForm(interaction, values)).then((submission): Post => {
    if ('post' in submission) return submission.post;
    if (form !== undefined) drafts.keep(interaction.user.id, { form, values, errors: submission.errors });
    return errorsPost(interaction.customId, submission.errors, form);
  });
  return answer(interaction, working, reception);
}

/** The question stands in the button's id, after the action that it is about. */
export function askingFirst({ component }: { readonly component: object | null }, id: string): Post {
  const at = id.lastIndexOf('!');
  const label = component !== null && 'label' in component ? String(component.label ?? 'Go on') : 'Go on';
  return {
    ...whisper(at < 0 || id.slice(at + 1) === '' ? `${label}: are you sure?` : id.slice(at + 1)),
    actions: [{ id: markedId('done', at < 0 ? id : id.slice(0, at)), label, style: 'danger' }],
  };
}

/** The name of a role that was chosen to be notified, where Discord would not notify it: neither everybody may mention it, nor the bot. */
export function silentRole({ options, appPermissions }: ChatInputCommandInteraction): string | undefined {
  const role = options.get('mention')?.role;
  if (role == null || role.mentionable || appPermissions.has(PermissionFlagsBits.MentionEveryone)) return undefined;
  return role.name;
}

const whisper = (words: string): Post => ({
  audience: 'asker',
  blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: words }] }],
});
const TOO_SLOW = whisper('The desk is busy and the form did not open in time. Please try again in a moment.');
export const silentRolePost = (name: string): Post =>
  whisper(
    `The role ${name} can’t be notified: turn on “Allow anyone to @mention this role” in its settings, or choose another. Nothing was changed.`,
  );
const NO_FORM = whisper('That form can’t be shown here. Give the query with the command itself: /watch add query:');
export const FORGOTTEN = whisper('That was too long ago: begin again with the command.');
export const NOT_YOURS = whisper('That is for somebody else.');
