/** What Slack has beside messages: modals, the home page, shortcuts, and fields that look things up. */
import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { Post } from '../../src/model.ts';
import { options, pressed, rememberingThread } from './controls.ts';
import { asSlackFailure } from './failures.ts';
import { lookupKindOf, type Origin, originOf } from './forms.ts';
import { type Homes, keepHomes } from './homes.ts';
import { QUIETLY, type Respond } from './messages.ts';
import { askedByPerson, openForm, pressInModal, submitForm, within } from './modals.ts';
import { askedByShortcut, GLOBAL_SHORTCUTS, MESSAGE_SHORTCUTS } from './pointing.ts';
import type { Reception } from './reception.ts';
import { askedByCommand, asksForForm, channelIn, FORM_COMMANDS, isForSurfaces } from './requests.ts';
import { renderPost } from './views.ts';

/** Slack waits three seconds for what a field looks up; nobody who types waits longer than one. */
export const LOOKUP_PATIENCE_MS = 1_000;
export const LOOKUP_MAX_CHOICES = 100;
/** Where reading what somebody points at takes longer, they are told that it goes on. */
export const POINTING_PATIENCE_MS = 3_000;

/** Everything but commands, mentions, direct messages and buttons that are answered with a post. */
export function takeSurfaces(app: App, reception: Reception): void {
  const homes = keepHomes(reception);
  takeForms(app, reception, homes);
  takeLookups(app, reception);
  takeShortcuts(app, reception);
  takeHome(app, homes);
}

/** Whom a post is for, and where it is said: in the channel where the bot may, else in direct messages. */
async function tellPrivately(
  { clientFor, say }: Reception,
  { workspace, user, channel, thread }: { workspace: string; user: string } & Origin,
  post: Post,
): Promise<void> {
  if (channel !== undefined) {
    const request = { ...askedByPerson(workspace, { id: user }, { kind: 'form', name: '', text: '' }) };
    const asked = { channel, user, request: { ...request, channel: channelIn(workspace, channel, user) } };
    try {
      await say(thread === undefined ? asked : { ...asked, thread }, post);
      return;
    } catch (thrown) {
      if (!['permission_lost', 'channel_gone'].includes(asSlackFailure(thrown).code)) throw thrown;
    }
  }
  const client = await clientFor(workspace);
  await client.chat.postMessage({ channel: user, ...renderPost(post), ...QUIETLY });
}

/** What is pressed under the answer belongs to the thread. */
const inThread =
  (respond: Respond, thread: string | undefined): Respond =>
  (message) =>
    respond(thread === undefined ? message : { ...message, blocks: rememberingThread(message.blocks ?? [], thread) });

/** Where an organisation has installed the app, Bolt knows the workspace best. */
const workspaceOf = (
  { teamId }: { readonly teamId?: string },
  body: { team?: { id: string } | null; user: { team_id?: string } },
): string => teamId ?? body.team?.id ?? body.user.team_id ?? '';

function takeForms(app: App, reception: Reception, homes: Homes): void {
  for (const name of FORM_COMMANDS) {
    app.command(`/${name}`, async ({ ack, command, respond }) => {
      const { request } = askedByCommand(command);
      if (!asksForForm(request)) return;
      await ack();
      const origin = { channel: command.channel_id };
      const tell = (post: Post) => reception.respond(respond, post);
      await openForm(reception, { request, trigger: command.trigger_id, origin, tell });
    });
  }

  app.action({ type: 'block_actions' }, async ({ ack, action, body, respond, context }) => {
    if (!isForSurfaces(body, action) || body.view?.type === 'home') return;
    await ack();
    const press = pressed(action);
    const { user, view } = body;
    const workspace = workspaceOf(context, body);
    const origin = view === undefined ? originOfMessage(body) : originOf(view);
    if (view !== undefined && !press.opensForm) {
      await pressInModal(reception, workspace, body, press);
      if (origin.fromHome === true) await homes.draw(workspace, user.id);
      return;
    }
    const privately = (post: Post) => tellPrivately(reception, { workspace, user: user.id, ...origin }, post);
    await openForm(reception, {
      request: askedByPerson(workspace, user, { kind: 'action', name: press.name, text: press.text }, origin),
      trigger: body.trigger_id,
      origin,
      onTop: view !== undefined,
      tell: view === undefined ? (post) => reception.respond(respond, post) : privately,
    });
  });

  app.view<ViewSubmitAction>({ type: 'view_submission' }, async ({ ack, body, context }) => {
    const workspace = workspaceOf(context, body);
    const user = body.user.id;
    const tell = (origin: Origin, post: Post) => tellPrivately(reception, { workspace, user, ...origin }, post);
    await submitForm(reception, workspace, body, (answer) => ack(answer), tell);
    if (originOf(body.view).fromHome === true || homes.isKnown(workspace, user)) await homes.draw(workspace, user);
  });
}

function originOfMessage(body: BlockAction): Origin {
  const channel = body.channel?.id ?? body.container.channel_id;
  const thread = body.message?.thread_ts ?? body.message?.ts;
  return { ...(channel === undefined ? {} : { channel }), ...(thread === undefined ? {} : { thread }) };
}

function takeLookups(app: App, { desk, introduced }: Reception): void {
  app.options({ type: 'block_suggestion' }, async ({ ack, body, context }) => {
    const kind = lookupKindOf(body.action_id);
    const asked = { kind: 'action', name: body.action_id, text: body.value } as const;
    const origin = body.view === undefined ? {} : originOf(body.view);
    const request = askedByPerson(workspaceOf(context, body), body.user, asked, origin);
    const find = async () =>
      kind === undefined ? [] : desk.lookup(kind, await introduced(request), LOOKUP_MAX_CHOICES);
    const found = await within(find(), LOOKUP_PATIENCE_MS);
    await ack({ options: options(found ?? [], LOOKUP_MAX_CHOICES) as never });
  });
}

function takeHome(app: App, homes: Homes): void {
  app.event('app_home_opened', async ({ event, body, context }) => {
    if (event.tab === 'home') await homes.draw(context.teamId ?? body.team_id, event.user);
  });

  app.action({ type: 'block_actions' }, async ({ ack, action, body, context }) => {
    if (body.view?.type !== 'home') return;
    await ack();
    await homes.press(
      { workspace: workspaceOf(context, body), user: body.user, trigger: body.trigger_id },
      pressed(action),
    );
  });
}

function takeShortcuts(app: App, reception: Reception): void {
  const { desk, introduced, log } = reception;

  for (const [callback_id, name] of Object.entries(MESSAGE_SHORTCUTS)) {
    app.shortcut({ callback_id, type: 'message_action' }, async ({ ack, shortcut, respond }) => {
      await ack();
      if (shortcut.type !== 'message_action') return;
      const asked = askedByShortcut(shortcut, name);
      const tell = (post: Post) => reception.respond(inThread(respond, asked.thread), post);
      const coming = introduced(asked.request).then((known) => desk.handle(known));
      try {
        const quick = await within(coming, POINTING_PATIENCE_MS);
        if (quick === undefined) await tell(READING);
        const post: Post = { ...(await coming), audience: 'asker' };
        await tell(post);
      } catch (thrown) {
        const { code, message } = asSlackFailure(thrown);
        log.error('slack answer not delivered', { code, reason: message, channel: asked.channel });
      }
    });
  }

  for (const callback_id of GLOBAL_SHORTCUTS) {
    app.shortcut({ callback_id, type: 'shortcut' }, async ({ ack, shortcut, context }) => {
      await ack();
      const workspace = workspaceOf(context, shortcut);
      const user = { id: shortcut.user.id, name: 'username' in shortcut.user ? shortcut.user.username : undefined };
      const asked = { kind: 'command', name: 'watch', text: 'add' } as const;
      await openForm(reception, {
        request: askedByPerson(workspace, { id: user.id, ...(user.name && { name: user.name }) }, asked),
        trigger: shortcut.trigger_id,
        origin: {},
        tell: (post) => tellPrivately(reception, { workspace, user: user.id }, post),
      });
    });
  }
}

const READING: Post = {
  audience: 'asker',
  blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'Reading it. One moment…', style: 'emphasis' }] }],
};
