/** Slack's refusals in the newsroom's words. */
import { RespondError, webApi } from '@slack/bolt';
import { asNewsroomError, type ErrorCode, type ErrorDetails, NewsroomError } from '../../src/errors.ts';

export const INVITE = 'Any member of the channel can invite the bot there: /invite @nutgraf.';
const REINSTALL = 'Install the app again with the scopes of config/slack-manifest.yaml.';

const codes = (code: ErrorCode, hint: string | undefined, ...errors: readonly string[]) =>
  errors.map((error) => [error, { code, hint }] as const);

/** Error strings of the methods that we call: messages, views, conversations, connections, OAuth. */
const REFUSALS: ReadonlyMap<string, { code: ErrorCode; hint: string | undefined }> = new Map([
  ...codes(
    'channel_gone',
    'The channel was archived or deleted, or the bot cannot see it: move the watchlist to another.',
    'channel_not_found',
    'is_archived',
    'user_not_found',
    'user_disabled',
    'expired_url',
    'used_url',
  ),
  ...codes('permission_lost', INVITE, 'not_in_channel', 'user_not_in_channel'),
  ...codes(
    'permission_lost',
    'A workspace or channel setting keeps the bot from posting: ask an admin of the workspace.',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
    'restricted_action_thread_locked',
    'team_access_not_granted',
    'ekm_access_denied',
    'access_denied',
    'messages_tab_disabled',
    'cannot_dm_bot',
    'user_is_restricted',
    'not_allowed',
  ),
  ...codes('permission_lost', REINSTALL, 'missing_scope', 'no_permission'),
  ...codes(
    'bad_token',
    REINSTALL,
    'invalid_auth',
    'invalid_token',
    'not_authed',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'not_allowed_token_type',
    'user_removed_from_team',
    'team_disabled',
    'org_login_required',
  ),
  ...codes(
    'bad_config',
    'Copy SLACK_CLIENT_ID and SLACK_CLIENT_SECRET again from "Basic Information", and list the redirect address under "OAuth & Permissions".',
    'invalid_client_id',
    'bad_client_secret',
    'bad_redirect_uri',
  ),
  ...codes('bad_input', 'Begin the installation again.', 'invalid_code', 'code_already_used'),
  ...codes(
    'timeout',
    'Slack opens a form within three seconds of a click alone: press again.',
    'expired_trigger_id',
    'exchanged_trigger_id',
    'invalid_trigger_id',
    'trigger_expired',
    'trigger_exchanged',
  ),
  ...codes('rate_limited', undefined, 'ratelimited', 'rate_limited', 'message_limit_exceeded'),
  ...codes(
    'unavailable',
    undefined,
    'internal_error',
    'fatal_error',
    'service_unavailable',
    'request_timeout',
    'team_added_to_org',
    'accesslimited',
    'external_channel_migrating',
    'update_failed',
    'too_many_websockets',
  ),
  ...codes(
    'edit_refused',
    undefined,
    'cant_update_message',
    'edit_window_closed',
    'message_not_found',
    'is_inactive',
    'cant_broadcast_message',
  ),
]);

/** Refusals of what a message looks like: its words alone are taken. */
const TOO_ELABORATE: readonly string[] = [
  'msg_blocks_too_long',
  'msg_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
  'too_many_attachments',
  'invalid_attachments',
];

/** True where Slack takes offence at a message's blocks: they were too much for it, or nothing that it knows. */
export function isTooElaborate(thrown: unknown): boolean {
  const error = refusalOf(thrown);
  return error !== undefined && TOO_ELABORATE.includes(error);
}

/** Slack's own word for why it refused, `not_in_channel`; undefined where Slack did not say. */
export function refusalOf(thrown: unknown): string | undefined {
  const refused = thrown instanceof NewsroomError ? thrown.cause : thrown;
  return refused instanceof webApi.WebAPIPlatformError ? refused.data.error : undefined;
}

/** What the Web API, the network or a response URL threw, as a NewsroomError; unknown refusals are `post_refused`. */
export function asSlackFailure(thrown: unknown): NewsroomError {
  if (thrown instanceof NewsroomError) return thrown;
  if (thrown instanceof webApi.WebAPIRateLimitedError)
    return failure('rate_limited', 'Slack asks us to slow down.', thrown, { retryAfterMs: thrown.retryAfter * 1_000 });
  if (thrown instanceof webApi.WebAPIPlatformError) return platformFailure(thrown.data.error, thrown);
  if (thrown instanceof webApi.WebAPIHTTPError) return statusFailure(thrown.statusCode, thrown);
  if (thrown instanceof RespondError) return statusFailure(thrown.statusCode, thrown);
  if (thrown instanceof webApi.WebAPIRequestError || isOfTheNetwork(thrown))
    return failure('unavailable', 'Slack could not be reached.', thrown);
  return asNewsroomError(thrown);
}

/** What `fetch` throws where there is no connection, or no answer in time. */
const isOfTheNetwork = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  (thrown.name === 'TimeoutError' || (thrown instanceof TypeError && thrown.cause !== undefined));

/** A refusal by Slack's own word for it. */
export const refusal = (error: string): NewsroomError =>
  platformFailure(error, new webApi.WebAPIPlatformError({ ok: false, error }));

/** What Slack's words for the commonest refusals mean. */
const IN_WORDS: Readonly<Record<string, string>> = {
  not_in_channel: 'The bot is not in the channel',
  channel_not_found: 'There is no such channel, or the bot cannot see it',
  is_archived: 'The channel is archived',
  restricted_action: 'The workspace keeps the bot from posting there',
  token_revoked: 'The app was uninstalled, or its token revoked',
  account_inactive: 'The app was uninstalled',
};

function platformFailure(error: string, cause: unknown): NewsroomError {
  const known = REFUSALS.get(error);
  const words = Object.hasOwn(IN_WORDS, error) ? IN_WORDS[error] : 'Slack refused';
  const hint = known?.hint === undefined ? {} : { hint: known.hint };
  if (known !== undefined) return failure(known.code, `${words} (${error}).`, cause, hint);
  // Slack's errors are words_like_this; anything else came from something in between.
  if (!/^[a-z_]{1,80}$/.test(error)) return failure('unavailable', 'Slack gave an answer that is not its own.', cause);
  return failure('post_refused', `Slack refused (${error}).`, cause);
}

function statusFailure(status: number, cause: unknown): NewsroomError {
  if (status === 429) return failure('rate_limited', 'Slack asks us to slow down.', cause);
  if (status >= 500) return failure('unavailable', `Slack answered with status ${status}.`, cause);
  if (status === 401 || status === 403)
    return failure('permission_lost', `Slack answered with status ${status}.`, cause);
  return failure('post_refused', `Slack answered with status ${status}.`, cause);
}

const failure = (code: ErrorCode, message: string, cause: unknown, details: ErrorDetails = {}): NewsroomError =>
  new NewsroomError(code, message, { ...details, cause });

/** Calls Slack; what it throws is a NewsroomError. */
export async function call<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (thrown) {
    throw asSlackFailure(thrown);
  }
}
