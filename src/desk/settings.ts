/** What people settle for themselves: their time zone, their quiet hours, when their own watchlists come. */
import type { ChannelRef, ChatRequest, Form, Post, Submission } from '../model.ts';
import type { OptionChanges } from '../newsroom/newsroom.ts';
import type { PersonalSettings } from '../newsroom/people-desk.ts';
import { personalSettingsPost } from '../posts/settings.ts';
import type { Front } from './front.ts';
import {
  deliveryFields,
  type FieldErrors,
  type Filled,
  filledFrom,
  quietFields,
  readDelivery,
  zoneField,
} from './watch-form.ts';
import { readOptions, splitOptions } from './watch-options.ts';

export const SETTINGS_FORM_ID = 'settings';
const SETTLED = ['zone', 'quiet', 'digest'] as const;

const personOf = ({ channel, asker }: ChatRequest) => ({ channel, person: asker.id });

/** The person's zone: their own choice, else their profile's, if it is one that there is. */
export async function zoneOf({ newsroom: { people } }: Front, request: ChatRequest): Promise<string | undefined> {
  const { zone = request.zone } = await people.settings(personOf(request));
  if (zone === undefined) return undefined;
  try {
    return people.zoneNamed(zone);
  } catch {
    // what a profile says may be anything: then there is none
    return undefined;
  }
}

/** A new watchlist's options, with what its owner has settled where nothing was said. Digest and quiet hours are for direct messages. */
export async function personalOptions(
  front: Front,
  request: ChatRequest,
  channel: ChannelRef,
  options: OptionChanges,
): Promise<OptionChanges> {
  const { digest, quiet } = await front.newsroom.people.settings(personOf(request));
  const own = { ...(digest === undefined ? {} : { digest }), ...(quiet === undefined ? {} : { quiet }) };
  const all = channel.person === undefined ? options : { ...own, ...options };
  const isTimed = all.quiet !== undefined || (all.digest !== undefined && all.digest.every !== 'hour');
  if (!isTimed || Object.hasOwn(all, 'zone')) return all;
  const zone = await zoneOf(front, request);
  return zone === undefined ? all : { ...all, zone };
}

export async function settingsForm(front: Front, request: ChatRequest): Promise<Form> {
  const filled: Filled = { ...filledFrom(await settledNow(front, request)), ...request.options };
  return {
    id: SETTINGS_FORM_ID,
    title: 'Your settings',
    submit: 'Save',
    fields: [zoneField(filled), ...quietFields(filled), ...deliveryFields(filled)],
  };
}

export async function submitSettings(front: Front, request: ChatRequest): Promise<Submission> {
  const errors: FieldErrors = {};
  const { people } = front.newsroom;
  const changes = readDelivery(request.options ?? {}, errors, people.zoneNamed);
  if (Object.keys(errors).length > 0) return { errors };
  return { post: settledPost(await people.settle(personOf(request), changes), 'Saved') };
}

/** `/nutgraf settings`: what is settled; with options, as for a watchlist, it is changed. */
export async function settings(front: Front, request: ChatRequest, typed: string): Promise<Post> {
  const { people } = front.newsroom;
  const { options } = readOptions(splitOptions(typed).options);
  const changes = Object.fromEntries(
    SETTLED.filter((option) => option in options).map((option) => [option, options[option]]),
  ) as Pick<OptionChanges, (typeof SETTLED)[number]>;
  if (Object.keys(changes).length > 0) return settledPost(await people.settle(personOf(request), changes), 'Saved');
  return settledPost(await settledNow(front, request), 'Your settings');
}

/** What is settled, with the zone of the person's profile where they have not chosen one. */
export async function settledNow(front: Front, request: ChatRequest): Promise<PersonalSettings> {
  const settled = await front.newsroom.people.settings(personOf(request));
  const zone = await zoneOf(front, request);
  return { ...settled, ...(zone === undefined ? {} : { zone }) };
}

const settledPost = (settled: PersonalSettings, headline: string): Post => ({
  ...personalSettingsPost(settled, headline),
  actions: [{ id: `form:${SETTINGS_FORM_ID}`, label: 'Change', opens: 'form' }],
});
