import { describe, expect, it } from 'vitest';
import { readPlainText } from '../../src/articles/plain.ts';

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

  it.each(['', '   \n \n', 'Menu\nHome'])('refuses a text without an article: %j', (text) => {
    expect(() => readPlainText(text)).toThrow(expect.objectContaining({ code: 'no_article' }));
  });
});
