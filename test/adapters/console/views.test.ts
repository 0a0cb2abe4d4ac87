import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../adapters/console/layout.ts';
import { renderPost } from '../../../adapters/console/views.ts';
import { anyPost, hostileText } from '../../contracts/chat.arbitraries.ts';
import { saying } from '../../contracts/chat.contract.ts';
import { POSTS } from '../../contracts/chat.posts.ts';
import { readScreen } from './screen.ts';

const COLUMNS = 76;
const page = { columns: COLUMNS, colour: false };

describe('console views', () => {
  it.each(Object.keys(POSTS))('%s', async (name) => {
    const plain = renderPost(POSTS[name]!, page).join('\n');
    await expect(`${plain}\n`).toMatchFileSnapshot(`views/${name}.txt`);
  });

  it('looks the same in colour once the colours are off', () => {
    for (const post of Object.values(POSTS)) {
      const coloured = renderPost(post, { ...page, colour: true }).join('\n');
      expect(readScreen(coloured, 500)).toEqual(renderPost(post, page).join('\n').split('\n'));
    }
  });

  it('gives a terminal nothing to obey, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        expect(renderPost(saying(text, { footer: text }), page).join('')).not.toMatch(
          /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('breaks lines between words, at the width of the page', () => {
    const words = (line: string): string[] => line.split(' ').filter((word) => word !== '');
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zé東🚢]{1,12}$/u), { maxLength: 60 }), (given) => {
        const lines = renderPost(saying(given.join(' ')), page);
        expect(lines.flatMap(words)).toEqual(given);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(COLUMNS);
      }),
      { numRuns: 100 },
    );
  });

  it('says what a chart shows, and how one of a menu is chosen', () => {
    const post = saying('Watchlists.', {
      chart: { title: 'Fire', alt: 'Three articles from two outlets.', marks: [] },
      menu: {
        id: 'watch-show',
        label: 'Settings of…',
        choices: [{ value: 'w_1', label: 'Fires', note: 'fire\u001b[2J' }],
      },
    });
    expect(renderPost(post, page)).toEqual([
      'Watchlists.',
      '',
      '[chart: Three articles from two outlets.]',
      '',
      'Settings of…',
      '• Fires fire /press watch-show w_1',
    ]);
  });

  it('renders any post', () => {
    fc.assert(
      fc.property(anyPost, (post) => {
        renderPost(post, page);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['ferry', 5],
    ['東京', 4],
    ['🚢', 2],
    ['é', 1],
    ['👩‍✈️', 2],
  ])('takes %s for %i columns', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });
});
