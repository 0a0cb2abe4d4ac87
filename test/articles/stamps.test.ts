import { describe, expect, it } from 'vitest';
import { cleanByline, STAMP_MAX_CHARS, stampOf, writtenDate } from '../../src/articles/stamps.ts';

describe('writtenDate', () => {
  it.each([
    ['2025-07-03', '2025-07-03T00:00:00.000Z'],
    ['July 3, 2025', '2025-07-03T00:00:00.000Z'],
    ['Thu, Jul 3rd 2025 2:05 pm', '2025-07-03T14:05:00.000Z'],
    ['3 July 2025 at 14:05', '2025-07-03T14:05:00.000Z'],
    ['3. Juli 2025, 14:05 Uhr', '2025-07-03T14:05:00.000Z'],
    ['03.07.2025', '2025-07-03T00:00:00.000Z'],
    ['le 3 juillet 2025 à 14h05', '2025-07-03T14:05:00.000Z'],
    ['3 de julio de 2025', '2025-07-03T00:00:00.000Z'],
    ['3 lipca 2025', '2025-07-03T00:00:00.000Z'],
    ['2025年7月3日', '2025-07-03T00:00:00.000Z'],
    ['25/12/2025', '2025-12-25T00:00:00.000Z'],
    ['12/25/2025', '2025-12-25T00:00:00.000Z'],
  ])('reads %s', (text, at) => {
    expect(writtenDate(text)?.at).toBe(at);
  });

  it.each(['', 'no date', '3 Foos 2025', '45.13.2025', '1/2', '2025', 'x'.repeat(STAMP_MAX_CHARS + 1)])(
    'finds none in %j',
    (text) => {
      expect(writtenDate(text)).toBeUndefined();
    },
  );
});

describe('stampOf', () => {
  it.each([
    ['By Ada Lund', { byline: 'Ada Lund' }],
    ['Words by Ada Lund and Piet Marsh', { byline: 'Ada Lund and Piet Marsh' }],
    ['Ada Lund | 3 July 2025 | Views: 12', { byline: 'Ada Lund', publishedAt: '2025-07-03T00:00:00.000Z' }],
    ['Published 3 July 2025 · 4 min read', { publishedAt: '2025-07-03T00:00:00.000Z' }],
    ['Von Jutta Brandt', { byline: 'Jutta Brandt' }],
    ['Par Anne de la Tour', { byline: 'Anne de la Tour' }],
    ['2 hours ago', {}],
    ['3 Min Read', {}],
  ])('reads %s', (line, stamp) => {
    expect(stampOf(line)).toEqual(stamp);
  });

  it.each(['By the time divers came, the quay had sunk', 'On 3 July 2025 the quay closed', 'Ada Lund', 'Views differ'])(
    'takes prose for prose: %s',
    (line) => {
      expect(stampOf(line)).toBeUndefined();
    },
  );
});

describe('cleanByline', () => {
  it.each([
    ['By Ada Lund', 'Ada Lund'],
    ['Ada Lund | Harbour correspondent', 'Ada Lund'],
    ['Posted by Ada Lund on July 3, 2025', 'Ada Lund'],
    ['Veröffentlicht von Jutta Brandt', 'Jutta Brandt'],
    ['View all posts by Ada Lund', 'Ada Lund'],
    ['Ada Lund ada@paper.example', 'Ada Lund'],
    ['Ludwig von Brandt', 'Ludwig von Brandt'],
  ])('keeps the names of %s', (written, names) => {
    expect(cleanByline(written)).toBe(names);
  });

  it.each(['', 'https://paper.example/ada', '@ada', 'x'.repeat(200)])('finds no name in %j', (written) => {
    expect(cleanByline(written)).toBeUndefined();
  });
});
