/** The buttons under a story's post. */
import { NewsroomError } from '../errors.ts';
import type { ChatRequest, Post } from '../model.ts';
import type { Newsroom, StoryGesture } from '../newsroom/newsroom.ts';
import { sourcesPost, timelinePost } from '../posts/brief.ts';
import { code, listInWords, paragraph, text, whisper } from '../posts/spans.ts';
import type { Front } from './front.ts';
import { watchGesture } from './watch.ts';

type Gesture = (newsroom: Newsroom, gesture: StoryGesture) => Promise<Post>;

const GESTURES: Readonly<Record<string, Gesture>> = {
  sources: async (newsroom, { storyId }) => sourcesPost(await newsroom.brief(storyId)),
  timeline: async (newsroom, { storyId }) => timelinePost(await newsroom.brief(storyId)),
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

/** What a pressed button asks for. Throws `bad_usage` for one that is no longer in use. */
export async function act(front: Front, request: ChatRequest): Promise<Post> {
  const { name, channel, asker } = request;
  const ofWatchlist = watchGesture(front, request);
  if (ofWatchlist !== undefined) return ofWatchlist;
  const [action = '', storyId = ''] = name.split(':');
  if (action === 'form') return formInWords(name);
  const gesture = Object.hasOwn(GESTURES, action) ? GESTURES[action] : undefined;
  if (gesture !== undefined) return gesture(front.newsroom, { storyId, channel, by: asker });
  throw new NewsroomError('bad_usage', 'That button is no longer in use.', {
    hint: storyId === '' ? 'Type /stories for what there is.' : `Ask for the story: /brief ${storyId}`,
  });
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
