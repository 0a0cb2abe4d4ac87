import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN_TEXT_MAX_CHARS, readPlainText } from '../../src/articles/plain.ts';
import { NewsroomError } from '../../src/errors.ts';

const PAGE = `date 2025-07-04 Left Menu

Harbour bridge closes after crack is found

Coastal Courier
3 Min Read

Engineers closed the harbour bridge on Friday after a crack was found in its northern pylon.

Total Views : 4

The city said repairs would take at least six weeks and cost 2 million crowns.

Related Articles

Leave a Reply

Your email address will not be published. Required fields are marked *

Back to top button`;

describe('readPlainText', () => {
  const page = readPlainText(PAGE);

  it('finds headline, outlet and date among the furniture', () => {
    expect(page).toMatchObject({
      title: 'Harbour bridge closes after crack is found',
      outlet: 'Coastal Courier',
      publishedAt: '2025-07-04T00:00:00.000Z',
      lang: 'en',
    });
  });

  it('keeps the paragraphs and nothing else', () => {
    expect(page.text).toBe(
      'Engineers closed the harbour bridge on Friday after a crack was found in its northern pylon.\n\nThe city said repairs would take at least six weeks and cost 2 million crowns.',
    );
  });

  it('drops a teaser that the text repeats', () => {
    const text = readPlainText(
      'Ferry service resumes after two days\n\nThe ferry to Orrin runs again, the line said on Monday. Storms had kept it in port since Saturday.\n\nThe ferry to Orrin runs again, the line said on Monday.\n\nStorms had kept it in port since Saturday. Fares are unchanged.',
    ).text;
    expect(text.match(/runs again/g)).toHaveLength(1);
  });

  it('takes source and link from labelled lines at the end', () => {
    const page = readPlainText(
      'Museum reopens its west wing today\n\nThe museum in Tallow opened its west wing on Sunday.\n\nSource: Tallow Post\n\nOriginal: https://tallowpost.example/wing',
    );
    expect(page).toMatchObject({ outlet: 'Tallow Post', url: 'https://tallowpost.example/wing' });
    expect(page.text).not.toContain('Source');
  });

  it.each([
    ['By Ada Lund', { byline: 'Ada Lund' }],
    ['Ada Lund | July 3, 2025 | 4 min read', { byline: 'Ada Lund', publishedAt: '2025-07-03T00:00:00.000Z' }],
    ['Published: 3 July 2025, 14:05', { publishedAt: '2025-07-03T14:05:00.000Z' }],
    ['Von Jutta Brandt', { byline: 'Jutta Brandt' }],
  ])('reads author and time from %j', (line, expected) => {
    const page = readPlainText(
      `Museum reopens its west wing today\n\n${line}\n\nThe museum in Tallow opened its west wing on Sunday.`,
    );
    expect(page).toMatchObject(expected);
    expect(page.text).toBe('The museum in Tallow opened its west wing on Sunday.');
  });

  it('keeps a short sentence that holds a date', () => {
    const text = 'It opened on 3 July 2025.';
    expect(
      readPlainText(`Museum reopens its west wing today\n\n${text}\n\nVisitors came in great numbers on the day.`).text,
    ).toContain(text);
  });

  it('cuts a text that is too long', () => {
    const { text } = readPlainText(
      `Museum reopens its west wing today\n\n${'Visitors came. '.repeat(PLAIN_TEXT_MAX_CHARS / 10)}`,
    );
    expect(text.length).toBeLessThanOrEqual(PLAIN_TEXT_MAX_CHARS);
  });

  it('gives an article or a reason for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('Source: x', '2025-13-45', 'By A B', '')), { maxLength: 30 }),
        (lines) => {
          try {
            return typeof readPlainText(lines.join('\n')).text === 'string';
          } catch (thrown) {
            return thrown instanceof NewsroomError;
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each(['', '   \n \n', 'Menu\nHome'])('refuses a text without an article: %j', (text) => {
    expect(() => readPlainText(text)).toThrow(expect.objectContaining({ code: 'no_article' }));
  });
});
