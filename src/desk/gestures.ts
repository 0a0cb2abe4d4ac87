/** The buttons under a story's post. */
import { NewsroomError } from '../errors.ts';
import type { ChatRequest, Post } from '../model.ts';
import type { Newsroom, StoryGesture } from '../newsroom/newsroom.ts';
import { briefPost, sourcesPost, timelinePost, whatsNewPost } from '../posts/brief.ts';
import { code, listInWords, paragraph, text, whisper } from '../posts/spans.ts';
import { whyPost } from '../posts/watch.ts';
import type { Front } from './front.ts';
import { watchGesture } from './watch.ts';

type Gesture = (newsroom: Newsroom, gesture: StoryGesture) => Promise<Post>;

const GESTURES: Readonly<Record<string, Gesture>> = {
  sources: async (newsroom, { storyId }) => sourcesPost(await newsroom.brief(storyId)),
  timeline: async (newsroom, { storyId }) => timelinePost(await newsroom.brief(storyId)),
  brief: async (newsroom, { storyId }) => ({ ...briefPost(await newsroom.brief(storyId)), audience: 'asker' }),
  async whatsnew(newsroom, { storyId, channel }) {
    const { brief, ...news } = await newsroom.whatsNew(storyId, channel);
    return whatsNewPost(brief, news);
  },
  async check({ checks }, { storyId: id, by }) {
    const kept = await checks.kept(id, by.id);
    if (kept !== undefined) return kept;
    throw new NewsroomError('not_found', 'That check is not kept any more.', {
      hint: 'Point at the message again: “Check against our coverage”.',
    });
  },
  why: async ({ storyDesk }, gesture) => whyPost(await storyDesk.why(gesture)),
  async claim({ storyDesk }, gesture) {
    const before = await storyDesk.claim(gesture);
    const others = before.length === 0 ? '' : ` ${listInWords(before.map(({ name }) => name))} had it already.`;
    return withButton(`You’re on it. The story’s posts say so.${others}`, `release:${gesture.storyId}`, 'I’m not');
  },
  async release({ storyDesk }, gesture) {
    await storyDesk.release(gesture);
    return whisper('Nobody is on it any more', paragraph(text('The story’s posts say so.')));
  },
  async mute({ storyDesk }, gesture) {
    await storyDesk.mute(gesture);
    const said = 'Muted here: nothing more of this story but corrections and withdrawals of what was posted.';
    return withButton(said, `unmute:${gesture.storyId}`, 'Unmute');
  },
  async unmute({ storyDesk }, gesture) {
    const wasMuted = await storyDesk.unmute(gesture);
    return whisper(wasMuted ? 'Unmuted' : 'It was not muted');
  },
  async irrelevant({ storyDesk }, gesture) {
    const counted = await storyDesk.irrelevant(gesture);
    if (counted.length === 0)
      return whisper('No watchlist brought this story here', paragraph(text('There is nothing to count it against.')));
    const names = listInWords(counted.map(({ name }) => `“${name}”`));
    return withButton(
      `Counted against ${names}. /watch list shows what would narrow ${counted.length === 1 ? 'it' : 'them'}.`,
      `mute:${gesture.storyId}`,
      'Mute the story, too',
    );
  },
};

const withButton = (said: string, id: string, label: string): Post => ({
  audience: 'asker',
  blocks: [paragraph(text(said))],
  actions: [{ id, label }],
});

/** What only the asker sees, and may show to everybody. */
const SHAREABLE: ReadonlySet<string> = new Set(['sources', 'timeline', 'brief', 'whatsnew', 'check']);

/** What a pressed button asks for. Throws `bad_usage` for one that is no longer in use. */
export async function act(front: Front, request: ChatRequest): Promise<Post> {
  const { name, channel, asker } = request;
  const ofWatchlist = watchGesture(front, request);
  if (ofWatchlist !== undefined) return ofWatchlist;
  const [action = '', storyId = ''] = name.split(':');
  if (action === 'form') return formInWords(name);
  if (action === 'share') return shared(front, { ...request, name: name.slice('share:'.length) });
  const gesture = Object.hasOwn(GESTURES, action) ? GESTURES[action] : undefined;
  if (gesture !== undefined) {
    const post = await gesture(front.newsroom, { storyId, channel, by: asker });
    return SHAREABLE.has(action) ? shareable(post, request) : post;
  }
  throw noSuchButton(storyId);
}

const noSuchButton = (storyId: string): NewsroomError =>
  new NewsroomError('bad_usage', 'That button is no longer in use.', {
    hint: storyId === '' ? 'Type /stories for what there is.' : `Ask for the story: /brief ${storyId}`,
  });

/** With a button that shows it to everybody; in direct messages there is nobody else. */
export const shareable = (post: Post, { name, channel }: Pick<ChatRequest, 'name' | 'channel'>): Post =>
  channel.person !== undefined || post.audience === 'everyone'
    ? post
    : { ...post, actions: [...(post.actions ?? []), { id: `share:${name}`, label: 'Share here' }] };

/** The same for everybody, with who shows it. */
async function shared(front: Front, request: ChatRequest): Promise<Post> {
  const [action = ''] = request.name.split(':');
  if (!SHAREABLE.has(action)) throw noSuchButton('');
  const { actions: _, ...post } = await act(front, request);
  return {
    ...post,
    audience: 'everyone',
    footer: [post.footer, `shared by ${request.asker.name}`].filter(Boolean).join(' · '),
  };
}

/** What one types where there are no forms. */
function formInWords(name: string): Post {
  const [, form = '', id = 'ID'] = name.split(':');
  const usage =
    form === 'settings'
      ? '/nutgraf settings --zone Europe/London --quiet 22:00-07:00 --digest daily@08:30'
      : form === 'watch-edit'
        ? `/watch edit ${id} taliban NOT cricket as Kabul desk --digest weekdays@08:30`
        : '/watch add taliban AND recognition as Kabul desk --digest weekdays@08:30';
  return whisper('There are no forms here', paragraph(text('Type it in one line: '), code(usage)));
}
