/** What people do in Slack beside typing, as Slack sends it to the stand-in’s app. */
import { PERSON, type SlackPeer, TEAM } from './peer.ts';
import type { AnyBlock } from './reader.ts';

export type Json = Record<string, unknown>;

/** A view as it is shown. */
export interface Shown {
  readonly id: string;
  readonly view: Json & { readonly blocks: (AnyBlock & { block_id?: string; element?: Json; accessory?: Json })[] };
}

const ASKER = { id: PERSON, username: 'mara', name: 'mara', team_id: TEAM };
const ENVELOPE = { team: { id: TEAM, domain: 'newsroom' }, user: ASKER, api_app_id: 'A1', token: 'unused' };

/** The view that came last, of those that the stand-in has. */
export function shownLast(peer: SlackPeer): Shown {
  const [id, { view }] = [...peer.views].at(-1) ?? missing('No view was shown.');
  return { id, view: view as Shown['view'] };
}

function missing(what: string): never {
  throw new Error(what);
}

/** What Slack sends of a view: as it was shown, with what was filled in. */
export function filled({ id, view }: Shown, values: Readonly<Record<string, Json>> = {}): Json {
  const inputs = view.blocks.filter((block) => block.type === 'input');
  const state = inputs.map((block) => {
    const field = block.block_id!.replace(/@\d+$/, '');
    const element = block.element!;
    return [block.block_id, { [String(element.action_id)]: values[field] ?? untouched(element) }];
  });
  const rest = { hash: '1.1', root_view_id: id, submit: null, close: null };
  return { id, ...rest, ...view, state: { values: Object.fromEntries(state) } };
}

/** What a field holds that nobody has touched. */
const untouched = ({ initial_value, initial_option, initial_conversation, initial_time }: Json): Json => ({
  value: initial_value ?? null,
  ...(initial_option === undefined ? {} : { selected_option: initial_option }),
  ...(initial_conversation === undefined ? {} : { selected_conversation: initial_conversation }),
  ...(initial_time === undefined ? {} : { selected_time: initial_time }),
});

export const submitting = (peer: SlackPeer, view: Json) =>
  peer.deliver('interactive', { ...ENVELOPE, type: 'view_submission', trigger_id: peer.trigger(), view });

const pressed = (action: Json) => [{ type: 'button', block_id: 'b1', action_ts: '1.1', ...action }];

export const pressingIn = (peer: SlackPeer, view: Json, action: Json) =>
  peer.deliver('interactive', {
    ...ENVELOPE,
    type: 'block_actions',
    container: { type: 'view', view_id: view.id },
    trigger_id: peer.trigger(),
    view,
    actions: pressed(action),
  });

/** On a message that stands in the channel, unless `more` says otherwise. */
export const pressingOn = (
  peer: SlackPeer,
  { ts, channel }: { ts: string; channel: string },
  action: Json,
  more: Json = {},
) =>
  peer.deliver('interactive', {
    ...ENVELOPE,
    type: 'block_actions',
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: 'desk' },
    message: { type: 'message', ts, text: 'x' },
    trigger_id: peer.trigger(),
    response_url: peer.responseUrl(),
    actions: pressed(action),
    ...more,
  });

export const openingHome = (peer: SlackPeer) =>
  peer.event({ type: 'app_home_opened', user: PERSON, channel: 'D1', tab: 'home', event_ts: '1.1' });

export const usingShortcut = (peer: SlackPeer, callback_id: string) =>
  peer.deliver('interactive', {
    ...ENVELOPE,
    type: 'shortcut',
    callback_id,
    trigger_id: peer.trigger(),
    action_ts: '1.1',
  });

export const pointingAt = (peer: SlackPeer, channel: string, callback_id: string, message: Json) =>
  peer.deliver('interactive', {
    ...ENVELOPE,
    type: 'message_action',
    channel: { id: channel, name: 'desk' },
    callback_id,
    trigger_id: peer.trigger(),
    message_ts: '7.7',
    action_ts: '8.8',
    response_url: peer.responseUrl(),
    message: { type: 'message', ts: '7.7', user: 'U9', ...message },
  });

export const suggesting = (peer: SlackPeer, action_id: string, value: string) =>
  peer.deliver('interactive', {
    ...ENVELOPE,
    type: 'block_suggestion',
    container: { type: 'view', view_id: 'V1' },
    action_id,
    block_id: 'story@0',
    value,
  });
