/** Where what people do in Slack is taken: acknowledged first, acted on once, answered when the desk has its answer. */
import { setTimeout as wait } from 'node:timers/promises';
import type { App, webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { ChatRequest, Post } from '../../src/model.ts';
import type { Desk, Log } from '../../src/ports.ts';
import { pressed } from './controls.ts';
import { asSlackFailure, call } from './failures.ts';
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
import { renderPost, type SlackMessage } from './views.ts';

/** Events and interactions that are remembered, so that a redelivery acts once. */
const DELIVERIES_REMEMBERED = 5_000;
/** An answer waits out a rate limit up to this long, once. */
export const ANSWER_MAX_WAIT_MS = 60_000;

/** Nothing unfolds, and no name that happens to stand in a headline becomes a mention. */
export const QUIETLY = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const;

/** A Slack that is connected, as those see it who take requests. */
interface Surroundings {
  readonly desk: Desk;
  readonly log: Log;
  /** The Web API as the workspace's installation may use it. Throws `permission_lost` where the app is not installed. */
  clientFor(workspace: string | undefined): Promise<webApi.WebClient>;
  /** The bot's own user in the workspace. */
  botUserIn(workspace: string | undefined): Promise<string>;
  /** Brings an answer to where it was asked for: to all, or to the asker alone. */
  say(asked: Asked, post: Post): Promise<void>;
}

export interface Reception extends Surroundings {
  /** True the first time that a delivery comes: an event's id, a trigger's, a view's; true without one. */
  isNew(delivery: string | undefined): boolean;
  /** Has the desk answer, and brings the answer. What can't be brought is in the log: there is nobody left to tell. */
  answer(asked: Asked, bring: (post: Post) => Promise<void>): Promise<void>;
  /** The request with what Slack's profile says of the asker: name, rights, time zone. Asks Slack: acknowledge first. */
  introduced(request: ChatRequest): Promise<ChatRequest>;
}

export function openReception(surroundings: Surroundings): Reception {
  const { desk, log } = surroundings;
  const seen = new LRUCache<string, true>({ max: DELIVERIES_REMEMBERED });
  return {
    ...surroundings,
    isNew(delivery) {
      if (delivery === undefined) return true;
      if (seen.has(delivery)) return false;
      seen.set(delivery, true);
      return true;
    },
    async answer(asked, bring) {
      try {
        const post = await desk.handle(asked.request);
        await patiently(() => bring(post));
      } catch (thrown) {
        const { code, message, cause } = asSlackFailure(thrown);
        log.error('slack answer not delivered', { code, reason: message, channel: asked.channel, cause });
      }
    },
    introduced: async (request) => request,
  };
}

type Respond = (
  message: SlackMessage & { response_type: 'ephemeral' | 'in_channel'; replace_original: false },
) => Promise<unknown>;

/** Commands, mentions, direct messages and buttons on messages. */
export function takeRequests(app: App, reception: Reception): void {
  const { answer, isNew, say, botUserIn, log } = reception;

  const respondTo = (respond: Respond) => async (post: Post) => {
    const response_type = post.audience === 'everyone' ? 'in_channel' : 'ephemeral';
    await call(() => respond({ ...renderPost(post), ...QUIETLY, response_type, replace_original: false }));
  };

  for (const name of COMMANDS) {
    app.command(`/${name}`, async ({ ack, command, respond }) => {
      const asked = askedByCommand(command);
      if (asksForForm(asked.request)) return;
      await ack();
      if (isNew(command.trigger_id)) await answer(asked, respondTo(respond));
    });
  }

  app.event('app_mention', async ({ event, body }) => {
    const asked = askedByMention(event, body.team_id, await botUserIn(body.team_id));
    if (asked !== undefined && isNew(body.event_id)) await answer(asked, (post) => say(asked, post));
  });

  app.event('message', async ({ event, body }) => {
    const asked = askedByMessage(event, body.team_id);
    if (asked !== undefined && isNew(body.event_id)) await answer(asked, (post) => say(asked, post));
  });

  app.action({ type: 'block_actions' }, async ({ ack, action, body, respond }) => {
    if (isForSurfaces(body, action)) return;
    await ack();
    if (!isNew(body.trigger_id)) return;
    const asked = askedByAction(body, pressed(action));
    if (asked === undefined) return;
    await answer(asked, (post) => (post.audience === 'everyone' ? say(asked, post) : respondTo(respond)(post)));
  });

  app.error(async (error) => log.error('slack request failed', { reason: error.message }));
}

/** Once more after a rate limit that is over soon; the outbox does this for alerts, answers have nobody else. */
async function patiently(deliver: () => Promise<void>): Promise<void> {
  try {
    await deliver();
  } catch (thrown) {
    const failure = asSlackFailure(thrown);
    if (failure.code !== 'rate_limited' || (failure.retryAfterMs ?? Infinity) > ANSWER_MAX_WAIT_MS) throw failure;
    await wait(failure.retryAfterMs, undefined, { ref: false });
    await deliver();
  }
}
