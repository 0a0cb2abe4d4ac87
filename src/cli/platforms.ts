/** What the platforms say of the tokens: whether they hold, and whether they may do what the bot does. For `doctor`. */
import { SCOPES } from '../../adapters/slack/requests.ts';
import { NewsroomError } from '../errors.ts';

export const PLATFORM_TIMEOUT_MS = 10_000;
const SLACK_API = 'https://slack.com/api/';
const DISCORD_API = 'https://discord.com/api';

async function ask(platform: string, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(PLATFORM_TIMEOUT_MS) });
  } catch (cause) {
    throw new NewsroomError('unreachable', `${platform} can't be reached, so its token was not checked.`, {
      cause,
      hint: 'Look at the network, a proxy, or the address in .env.',
    });
  }
}

/** Who the bot is in Slack. Throws where Slack refuses the token, or has not granted a scope that the bot needs. */
export async function askSlack(botToken: string, apiUrl = SLACK_API): Promise<string> {
  const answer = await ask('Slack', new URL('auth.test', apiUrl).href, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}` },
  });
  const said = (await answer.json().catch(() => ({}))) as {
    ok?: boolean;
    error?: string;
    user?: string;
    team?: string;
  };
  if (said.ok !== true)
    throw new NewsroomError(
      'bad_token',
      `Slack refuses the bot's token (${said.error ?? `status ${answer.status}`}).`,
      {
        hint: 'Copy SLACK_BOT_TOKEN again from "OAuth & Permissions", after "Install to Workspace"; a workspace that has installed the app by itself does so again.',
      },
    );
  const granted = answer.headers.get('x-oauth-scopes')?.split(/,\s*/);
  const missing = granted === undefined ? [] : SCOPES.filter((scope) => !granted.includes(scope));
  if (missing.length > 0)
    throw new NewsroomError('permission_lost', `The Slack app lacks the scopes ${missing.join(', ')}.`, {
      hint: 'Put config/slack-manifest.yaml into the app again and reinstall it.',
    });
  return `${said.user ?? 'the bot'} in ${said.team ?? 'its workspace'}`;
}

/** Who the bot is in Discord. Throws where Discord refuses the token. What it may do is decided in each server. */
export async function askDiscord(token: string, apiUrl = DISCORD_API): Promise<string> {
  const base = apiUrl.replace(/\/+$/, '').replace(/\/v\d+$/, '');
  const answer = await ask('Discord', `${base}/v10/users/@me`, { headers: { authorization: `Bot ${token}` } });
  const said = (await answer.json().catch(() => ({}))) as { username?: string };
  if (!answer.ok)
    throw new NewsroomError('bad_token', `Discord refuses DISCORD_TOKEN (status ${answer.status}).`, {
      hint: 'Take a new one: "Bot", "Reset Token".',
    });
  return said.username ?? 'the bot';
}
