/** Slack's refusals in the newsroom's words. */
import { RespondError, webApi } from '@slack/bolt';
import { asNewsroomError, type ErrorCode, type ErrorDetails, NewsroomError } from '../../src/errors.ts';

const INVITE = 'Invite the bot to the channel: /invite @nutgraf.';
const REINSTALL = 'Install the app again with the scopes of config/slack-manifest.yaml, and set SLACK_BOT_TOKEN anew.';

const codes = (code: ErrorCode, hint: string | undefined, ...errors: readonly string[]) =>
  errors.map((error) => [error, { code, hint }] as const);

/** Error strings of chat.postMessage, chat.update, chat.postEphemeral, auth.test and apps.connections.open. */
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
    'not_authed',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'not_allowed_token_type',
    'user_removed_from_team',
    'team_disabled',
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
    'org_login_required',
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

function platformFailure(error: string, cause: unknown): NewsroomError {
  const known = REFUSALS.get(error);
  const hint = known?.hint === undefined ? {} : { hint: known.hint };
  if (known !== undefined) return failure(known.code, `Slack refused: ${error}.`, cause, hint);
  // Slack's errors are words_like_this; anything else came from something in between.
  if (!/^[a-z_]{1,80}$/.test(error)) return failure('unavailable', 'Slack gave an answer that is not its own.', cause);
  return failure('post_refused', `Slack refused: ${error}.`, cause);
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
