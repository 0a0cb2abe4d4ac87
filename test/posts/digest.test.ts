import { describe, expect, it } from 'vitest';
import type { FoldReason } from '../../src/alerts/fold.ts';
import type { Brief } from '../../src/model.ts';
import { digestPost, lostChannelPost } from '../../src/posts/digest.ts';

const brief = (storyId: string, url = `https://post.example/${storyId}`): Brief => ({
  storyId,
  storyRevision: 1,
  headline: `Headline of ${storyId}`,
  sentences: [],
  disagreements: [],
  timeline: [],
  sources: [{ n: 1, articleId: 'a', source: 'Post', title: 't', url, publishedAt: '2031-03-04T09:00:00.000Z' }],
  carriedBy: 2,
  independentSources: 1,
});
const entry = (storyId: string, changes: readonly string[] = []) => ({
  kind: changes.length > 0 ? ('update' as const) : ('alert' as const),
  brief: brief(storyId),
  watchlistIds: ['w_1'],
  changes,
});
const channel = { platform: 'console', channel: 'desk' } as const;
const details = { names: ['Fires', 'Trams'], mentions: [] };

describe('a digest', () => {
  it.each<[FoldReason, string]>([
    ['digest', 'Digest: 2 stories'],
    ['quiet', 'While it was quiet: 2 stories'],
    ['rate', 'More than the hourly limit: 2 stories'],
    ['backfill', 'What was there before: 2 stories'],
    ['backlog', 'While this channel could not be reached: 2 stories'],
  ])('says why its stories come together: %s', (reason, headline) => {
    const post = digestPost({ channel, reason, entries: [entry('s1'), entry('s2')] }, details);
    expect(post.headline?.text).toBe(headline);
    expect(post.footer).toMatch(/^Watchlist Fires and Trams/);
  });

  it('links each story to its first source, and says what is new in one that was known', () => {
    const { blocks } = digestPost(
      { channel, reason: 'digest', entries: [entry('s1'), entry('s2', ['Now six.'])] },
      details,
    );
    expect(blocks).toEqual([
      {
        kind: 'list',
        items: [
          [
            { kind: 'link', text: 'Headline of s1', url: 'https://post.example/s1' },
            { kind: 'text', text: ' (2 outlets)' },
          ],
          [
            { kind: 'text', text: 'New in ', style: 'emphasis' },
            { kind: 'link', text: 'Headline of s2', url: 'https://post.example/s2' },
            { kind: 'text', text: ' (2 outlets): Now six.' },
          ],
        ],
      },
    ]);
  });

  it('leaves out an address that would fill the post', () => {
    const long = { ...entry('s1'), brief: brief('s1', `https://post.example/${'x'.repeat(200)}`) };
    expect(JSON.stringify(digestPost({ channel, reason: 'digest', entries: [long] }, details))).not.toContain('xxx');
  });
});

it('a lost channel is told with what becomes of the watchlist', () => {
  const lost = { name: 'Fires', where: 'The channel C1 on slack', reason: 'It was archived.', hint: 'Move it.' };
  expect(JSON.stringify(lostChannelPost({ ...lost, isPaused: true }))).toMatch(
    /C1 on slack: It was archived. .* paused/,
  );
  expect(JSON.stringify(lostChannelPost({ ...lost, isPaused: false }))).toMatch(/other channels go on/);
});
