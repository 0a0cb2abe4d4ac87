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
  const answer = await ask('Slack', new URL('auth.test', apiUrl.replace(/\/*$/, '/')).href, {
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

/** Who the bot is in Discord, where, and what it lacks there. Throws where Discord refuses the token. */
export async function askDiscord(token: string, apiUrl = DISCORD_API): Promise<string> {
  const base = apiUrl.replace(/\/+$/, '').replace(/\/v\d+$/, '');
  const get = async (path: string): Promise<readonly [ok: boolean, status: number, said: unknown]> => {
    const answer = await ask('Discord', `${base}/v10${path}`, { headers: { authorization: `Bot ${token}` } });
    return [answer.ok, answer.status, await answer.json().catch(() => undefined)];
  };
  const [isKnown, status, self] = await get('/users/@me');
  if (!isKnown)
    throw new NewsroomError('bad_token', `Discord refuses DISCORD_TOKEN (status ${status}).`, {
      hint: 'Take a new one: "Bot", "Reset Token".',
    });
  const { id, username = 'the bot' } = (self ?? {}) as { readonly id?: string; readonly username?: string };
  const [, , servers] = await get('/users/@me/guilds');
  return Array.isArray(servers) ? `${username}, ${await serversInWords(servers as Server[], id)}` : username;
}

interface Server {
  readonly name: string;
  /** What the bot may do there, its roles taken together. */
  readonly permissions?: string;
}

/** Servers in which something is missing, that are named. */
const SERVERS_NAMED = 5;

async function serversInWords(servers: readonly Server[], applicationId = 'APPLICATION_ID'): Promise<string> {
  // The SDK is large: only a bot that has a token needs it.
  const { INVITED_WITH, lackingIn } = await import('../../adapters/discord/permissions.ts');
  const invitation = `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${INVITED_WITH}`;
  if (servers.length === 0) return `in no server yet: invite it with ${invitation}`;
  const lacking = servers
    .map(({ name, permissions }) => ({
      name,
      missing: permissions === undefined ? [] : lackingIn(BigInt(permissions)),
    }))
    .filter(({ missing }) => missing.length > 0);
  const named = lacking.slice(0, SERVERS_NAMED).map(({ name, missing }) => `“${name}” lacks ${missing.join(', ')}`);
  const more = lacking.length > named.length ? [`${lacking.length - named.length} more lack something`] : [];
  const count = servers.length === 1 ? 'in 1 server' : `in ${servers.length} servers`;
  if (lacking.length === 0) return count;
  return `${count}; unless a channel grants it, ${[...named, ...more].join('; ')}: invite the bot again with ${invitation}`;
}
