/** People who ask the desk: on which platform, where, with which rights. */
import type { AskerRights, ChannelRef, ChatRequest, Field, Form, Person, Submission } from '../../src/model.ts';
import type { Desk } from '../../src/ports.ts';
import { MARA } from '../newsroom/stage.ts';

export const PIET: Person = { id: 'U2', name: 'Piet' };
export const SLACK_DESK: ChannelRef = { platform: 'slack', workspace: 'T1', channel: 'C1' };
export const DISCORD_DESK: ChannelRef = { platform: 'discord', workspace: 'G1', channel: '900' };
export const dmOf = ({ workspace, platform }: ChannelRef, { id }: Person): ChannelRef => ({
  platform,
  ...(workspace === undefined ? {} : { workspace }),
  channel: `D-${id}`,
  person: id,
});

export const ADMIN: AskerRights = { admin: true };
export const NOBODY: AskerRights = { admin: false };

export const asking = (
  channel: ChannelRef,
  kind: ChatRequest['kind'],
  name: string,
  more: Partial<ChatRequest> = {},
): ChatRequest => ({ platform: channel.platform, channel, asker: MARA, kind, name, text: '', ...more });

/** `/watch add x`, as a person types it. */
export function typing(channel: ChannelRef, line: string, more: Partial<ChatRequest> = {}): ChatRequest {
  const [name = '', ...rest] = line.slice(1).split(' ');
  return asking(channel, 'command', name, { text: rest.join(' '), ...more });
}

export async function formOf(desk: Desk, request: ChatRequest): Promise<Form> {
  const opened = await desk.form(request);
  if ('post' in opened) throw new Error(`no form: ${JSON.stringify(opened.post)}`);
  return opened.form;
}

export const fieldOf = (form: Form, id: string): Field | undefined => form.fields.find((field) => field.id === id);

/** What the form's fields hold as they are opened. */
export const valuesOf = (form: Form): Record<string, string> =>
  Object.fromEntries(
    form.fields.map((field) => [field.id, typeof field.value === 'string' ? field.value : (field.value?.value ?? '')]),
  );

export const errorsOf = (submission: Submission): Readonly<Record<string, string>> =>
  'errors' in submission ? submission.errors : {};
