/**
 * One alert on its way to one channel: what is to be done, what came of it, and when to try again.
 *
 * A crash, or an answer that never came, leaves a post that may or may not have arrived. The next try uses the same key, and
 * what that is worth differs: Discord gives back the message it has under that nonce for some minutes, so nothing shows twice;
 * Slack has no such key, so a post that was accepted without our hearing of it shows twice; the console prints again. Edits
 * are the same however often they are made.
 */
import { asNewsroomError, isTransient, type NewsroomError } from '../errors.ts';
import type { Alert, Delivery, MessageRef, Post, Receipt, StoryAlert, Timestamp } from '../model.ts';
import type { Chat } from '../ports.ts';

export const FIRST_RETRY_MS = 2_000;
export const LONGEST_RETRY_MS = 15 * 60_000;
/** However soon the platform lets us come back, we do not spin. */
export const SHORTEST_RETRY_MS = 500;
/** An alert that can't be delivered for so long is parked: its owner hears of it, the channel's next ones get their turn. */
export const MAX_ALERT_AGE_HOURS = 24;
/** However old it is: a machine that wakes after a day finds its network some seconds later. */
export const MIN_DELIVERY_ATTEMPTS = 20;
export const MAX_DELIVERY_ATTEMPTS = 150;
const HOUR_MS = 3_600_000;

export type Plan =
  | { readonly kind: 'post' }
  | { readonly kind: 'edit'; readonly delivery: Delivery }
  /** The channel had it in a digest, which is not this story's to edit. */
  | { readonly kind: 'reply'; readonly delivery: Delivery }
  /** The channel has been told this, or something newer. */
  | { readonly kind: 'nothing'; readonly delivery: Delivery };

/** What an alert asks for, given what its channel was last told of the story. */
export function planDelivery(alert: StoryAlert, delivery: Delivery | undefined): Plan {
  if (delivery === undefined) return { kind: 'post' };
  const isTold = delivery.alertId === alert.id || delivery.storyRevision > alert.storyRevision;
  if (isTold) return { kind: 'nothing', delivery };
  return { kind: delivery.inDigest === true ? 'reply' : 'edit', delivery };
}

export type Outcome =
  | { readonly kind: 'delivered'; readonly delivery: Delivery | Receipt; readonly complaint?: NewsroomError }
  | { readonly kind: 'postpone'; readonly dueAt: Timestamp; readonly error: NewsroomError }
  | { readonly kind: 'park'; readonly reason: string; readonly error: NewsroomError };

export interface Circumstances {
  /** What the channel was last told of the story. */
  readonly delivery: Delivery | undefined;
  /** Milliseconds since 1970, asked again after the platform has answered. */
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  /** The operator's own limits, where they differ from the defaults above. */
  readonly limits?: DeliveryLimits | undefined;
}

export interface DeliveryLimits {
  readonly maxAttempts: number;
  readonly maxAgeHours: number;
}

/** Tries once. Never throws: what went wrong is an outcome. */
export async function deliver(alert: Alert, chat: Chat, circumstances: Circumstances): Promise<Outcome> {
  try {
    if (alert.storyId !== undefined) return await deliverStory(alert, chat, circumstances);
    const message = await chat.post(alert.channel, alert.post, { key: alert.id });
    return { kind: 'delivered', delivery: receipt(alert, message, circumstances) };
  } catch (thrown) {
    return setback(alert, asNewsroomError(thrown), circumstances);
  }
}

async function deliverStory(alert: StoryAlert, chat: Chat, circumstances: Circumstances): Promise<Outcome> {
  const plan = planDelivery(alert, circumstances.delivery);
  const { storyId, storyRevision, brief } = alert;
  const told = (message: MessageRef): Delivery => ({
    ...receipt(alert, message, circumstances),
    storyId,
    storyRevision,
    brief,
  });
  if (plan.kind === 'post')
    return { kind: 'delivered', delivery: told(await chat.post(alert.channel, alert.post, { key: alert.id })) };
  const { message, inDigest, ...before } = plan.delivery;
  const standing = { ...told(message), ...(inDigest === undefined ? {} : { inDigest }) };
  if (plan.kind === 'nothing')
    return { kind: 'delivered', delivery: { ...standing, storyRevision: before.storyRevision, brief: before.brief } };
  const complaint = await update(alert, chat, plan.delivery);
  return { kind: 'delivered', delivery: standing, ...(complaint === undefined ? {} : { complaint }) };
}

const receipt = (alert: Alert, message: MessageRef, { now }: Circumstances): Receipt => ({
  alertId: alert.id,
  channel: alert.channel,
  message,
  deliveredAt: new Date(now()).toISOString(),
});

/**
 * Edits the post and says in its thread what changed; where it can't be edited, a reply does both. Without a reply the edit is
 * silent, and left out where there can be none. Gives what the platform had against the reply, where the edit has already made
 * the post true.
 */
async function update(alert: StoryAlert, chat: Chat, told: Delivery): Promise<NewsroomError | undefined> {
  const { message } = told;
  const options = { key: `${alert.id}:reply`, replyTo: message };
  const isEdited = told.inDigest !== true && (await edit(chat, message, alert.post));
  if (alert.reply === undefined) return undefined;
  if (!isEdited) {
    await chat.post(alert.channel, withChangesFirst(alert.post, alert.reply), options);
    return undefined;
  }
  try {
    await chat.post(alert.channel, alert.reply, options);
    return undefined;
  } catch (thrown) {
    const error = asNewsroomError(thrown);
    if (error.code === 'post_refused') return error;
    throw error;
  }
}

/** False where the platform won't have this message changed any more. */
async function edit(chat: Chat, message: MessageRef, post: Post): Promise<boolean> {
  try {
    await chat.edit(message, post);
    return true;
  } catch (thrown) {
    const error = asNewsroomError(thrown);
    if (error.code === 'edit_refused') return false;
    throw error;
  }
}

/** The post as it stands now, with what changed on top. */
const withChangesFirst = (post: Post, reply: Post): Post => ({ ...post, blocks: [...reply.blocks, ...post.blocks] });

/** What a failure means for the alert. `alert.attempts` counts the try that failed. */
export function setback(alert: Alert, error: NewsroomError, { now, random, limits }: Circumstances): Outcome {
  const { maxAgeHours = MAX_ALERT_AGE_HOURS, maxAttempts = MAX_DELIVERY_ATTEMPTS } = limits ?? {};
  const ageMs = now() - Date.parse(alert.createdAt);
  const isYoung = ageMs < maxAgeHours * HOUR_MS || alert.attempts < MIN_DELIVERY_ATTEMPTS;
  const isWorthIt = isTransient(error) && isYoung && alert.attempts < maxAttempts;
  if (!isWorthIt) return { kind: 'park', reason: `${error.code}: ${error.message}`, error };
  const dueAt = new Date(now() + retryDelayMs(alert.attempts, error.retryAfterMs, random)).toISOString();
  return { kind: 'postpone', dueAt, error };
}

/**
 * How long to wait after the given number of tries. As long as the platform says, where it says so, and a little more so that
 * many channels do not come back at once; else doubling, half of it left to chance (M. Brooker, "Exponential Backoff And
 * Jitter", AWS 2015: equal jitter).
 */
export function retryDelayMs(attempts: number, retryAfterMs: number | undefined, random: () => number): number {
  if (retryAfterMs !== undefined)
    return Math.ceil(Math.max(retryAfterMs, SHORTEST_RETRY_MS) + random() * FIRST_RETRY_MS);
  const full = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(Math.max(0, attempts - 1), 30));
  return Math.ceil(full / 2 + (random() * full) / 2);
}

/** Whether a parked alert says that this story can't be posted, rather than that the channel could not be reached then. */
export const isFinalForStory = (parked: string): boolean => parked.startsWith('post_refused:');
