/** Words after a group of commands: `feeds imprt` is a slip, not something for the command that runs without a word. */
import type { Command } from 'commander';
import { nearestWord } from '../desk/command.ts';
import { NewsroomError } from '../errors.ts';

/** Throws `bad_usage` with the nearest verb where anything was typed that the group does not have. */
export function refuseUnknownVerb(group: Command, typed: readonly string[]): void {
  const [verb] = typed;
  if (verb === undefined) return;
  const verbs = group.commands.map((command) => command.name());
  const nearest = nearestWord(verb, verbs);
  throw new NewsroomError('bad_usage', `${group.name()} has no “${verb}”.`, {
    hint: nearest === undefined ? `It has ${verbs.join(', ')}.` : `Did you mean ${group.name()} ${nearest}?`,
  });
}
