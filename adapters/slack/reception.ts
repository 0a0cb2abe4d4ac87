/** Where what people do in Slack is taken: acknowledged first, acted on once, answered when the desk has its answer. */
import { setTimeout as wait } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type { ChatRequest, Post } from '../../src/model.ts';
import type { Desk, Log } from '../../src/ports.ts';
import { openAssistant } from './assistant.ts';
import { pressed } from './controls.ts';
import { asSlackFailure } from './failures.ts';
import type { Messages, Respond } from './messages.ts';
import {
  type Asked,
  askedByAction,
  askedByCommand,
  askedByMention,
  askedByMessage,
  asksForForm,
  COMMANDS,
  isForSurfaces,
} from './requests.ts';
import type { WorkspaceClient } from './web-client.ts';

/** An answer waits out rate limits for so long, all in all. */
export const ANSWER_MAX_WAIT_MS = 60_000;

/** A Slack that is connected, as those see it who take requests. */
interface Surroundings extends Pick<Messages, 'say' | 'respond'> {
  readonly desk: Desk;
  readonly log: Log;
  /** The Web API as the workspace's installation may use it. Throws `permission_lost` where the app is not installed. */
  clientFor(workspace: string | undefined): Promise<WorkspaceClient>;
  /** The bot's own user in the workspace. */
  botUserIn(workspace: string | undefined): Promise<string>;
  /** The request with what Slack's profile says of the asker: name, rights, time zone. Asks Slack: acknowledge first. */
  introduced(request: ChatRequest): Promise<ChatRequest>;
}

export interface Reception extends Surroundings {
  /** Has the desk answer, and brings the answer. What can't be brought is in the log: there is nobody left to tell. */
  answer(asked: Asked, bring: (post: Post) => Promise<void>): Promise<void>;
}

export function openReception(surroundings: Surroundings): Reception {
  const { desk, log, introduced } = surroundings;
  return {
    ...surroundings,
    async answer(asked, bring) {
      try {
        const { request } = asked;
        const post = await desk.handle(needsRights(request) ? await introduced(request) : request);
        await patiently(() => bring(post));
      } catch (thrown) {
        const { code, message, cause } = asSlackFailure(thrown);
        log.error('slack answer not delivered', { code, reason: message, channel: asked.channel, cause });
      }
    },
  };
}

/** Whoever only asks needs no rights, and is not kept waiting for them. */
function needsRights({ kind, name, text }: ChatRequest): boolean {
  if (kind === 'action' || kind === 'form') return true;
  return kind === 'command' && (name === 'watch' || (name === 'nutgraf' && !/^(?:help|stories)?$/i.test(text)));
}

/** Commands, mentions, direct messages and buttons on messages. */
export function takeRequests(app: App, reception: Reception): void {
  const { answer, say, botUserIn, log } = reception;
  const bring = (asked: Asked, respond: Respond | undefined, post: Post): Promise<void> =>
    respond === undefined ? say(asked, post) : reception.respond(respond, post);
  const assistant = openAssistant(app, reception);

  for (const name of COMMANDS) {
    app.command(`/${name}`, async ({ ack, command, respond }) => {
      const asked = askedByCommand(command);
      if (asksForForm(asked.request)) return;
      await ack();
      await answer(asked, (post) => bring(asked, respond, post));
    });
  }

  app.event('app_mention', async ({ event, body, context }) => {
    const workspace = context.teamId ?? body.team_id;
    const asked = askedByMention(event, workspace, await botUserIn(workspace));
    if (asked !== undefined) await answer(asked, (post) => say(asked, post));
  });

  app.event('message', async ({ event, body, context }) => {
    const asked = askedByMessage(event, context.teamId ?? body.team_id);
    if (asked === undefined) return;
    assistant.working(asked);
    await answer(asked, (post) => say(asked, post));
  });

  app.action({ type: 'block_actions' }, async ({ ack, action, body, respond }) => {
    if (isForSurfaces(body, action)) return;
    await ack();
    const asked = askedByAction(body, pressed(action));
    if (asked === undefined) return;
    await answer(asked, async (post) => {
      if (post.audience !== 'everyone') return bring(asked, respond, post);
      await say(asked, post).catch((thrown: unknown) => {
        // The address that came with the press reaches a channel that the bot is not in.
        if (!['permission_lost', 'channel_gone'].includes(asSlackFailure(thrown).code)) throw thrown;
        return bring(asked, respond, post);
      });
      // What only one person saw is now seen by all: it need not stand there twice.
      if (body.container?.is_ephemeral === true) await respond({ delete_original: true });
    });
  });

  app.error(async (error) => log.error('slack request failed', { reason: error.message }));
}

/** Again after a rate limit that is over soon; the outbox does this for alerts, answers have nobody else. */
async function patiently(deliver: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + ANSWER_MAX_WAIT_MS;
  for (;;) {
    try {
      return await deliver();
    } catch (thrown) {
      const failure = asSlackFailure(thrown);
      const retryAfterMs = failure.retryAfterMs ?? Infinity;
      if (failure.code !== 'rate_limited' || performance.now() + retryAfterMs > deadline) throw failure;
      await wait(retryAfterMs, undefined, { ref: false });
    }
  }
}
