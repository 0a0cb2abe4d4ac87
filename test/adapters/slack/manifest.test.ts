import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { GLOBAL_SHORTCUTS, MESSAGE_SHORTCUTS } from '../../../adapters/slack/pointing.ts';
import { COMMANDS, EVENTS, SCOPES } from '../../../adapters/slack/requests.ts';

const manifest = parse(readFileSync(new URL('../../../config/slack-manifest.yaml', import.meta.url), 'utf8'));

describe('the Slack manifest', () => {
  it('registers the commands that the code takes', () => {
    const commands = manifest.features.slash_commands.map(({ command }: { command: string }) => command);
    expect(commands.sort()).toEqual(COMMANDS.map((name) => `/${name}`).sort());
  });

  it('describes each within Slack’s limits', () => {
    for (const { description, usage_hint } of manifest.features.slash_commands) {
      expect(description.length).toBeLessThanOrEqual(2_000);
      expect(usage_hint.length).toBeLessThanOrEqual(1_000);
    }
    expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
    expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
  });

  it('registers the shortcuts that the code takes, within Slack’s limits', () => {
    const { shortcuts } = manifest.features;
    const named = (type: string): string[] =>
      shortcuts
        .filter((each: { type: string }) => each.type === type)
        .map(({ callback_id }: { callback_id: string }) => callback_id)
        .sort();
    expect(named('message')).toEqual(Object.keys(MESSAGE_SHORTCUTS).sort());
    expect(named('global')).toEqual([...GLOBAL_SHORTCUTS].sort());
    for (const { name, description } of shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });

  it('has people in a command named by their ids where watchlists take them', () => {
    const escaped = manifest.features.slash_commands.filter((each: { should_escape: boolean }) => each.should_escape);
    expect(escaped.map(({ command }: { command: string }) => command)).toEqual(['/watch', '/nutgraf']);
  });

  it('subscribes to the events that the code takes', () => {
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual([...EVENTS].sort());
  });

  it('asks for the scopes that these need, and for no channel’s history', () => {
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...SCOPES].sort());
    for (const scope of ['channels:history', 'groups:history', 'mpim:history'])
      expect(manifest.oauth_config.scopes.bot).not.toContain(scope);
  });

  it('has a home page, lets people write to the bot, press its buttons, and connects by socket', () => {
    expect(manifest.features.app_home).toMatchObject({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
  });
});
