/** The headline that stands for a story among its articles' headlines. */
import type { Article } from '../model.ts';
import { tokenise } from '../text/words.ts';

/** Headlines compared; a story has no better one further on. */
export const MAX_TITLES_COMPARED = 60;
/** Headlines shorter or longer than this, in words, say too little or are no headlines. */
const MIN_TITLE_WORDS = 4;
const MAX_TITLE_WORDS = 18;
const ODD_LENGTH_FACTOR = 0.5;
const COPY_FACTOR = 0.9;

/** The headline that shares most with the others; among equals the earliest. Undefined where no article has one. */
export function storyTitle(articles: readonly Pick<Article, 'title' | 'lang' | 'copyOf'>[]): string | undefined {
  const titled = articles.filter((article) => article.title.trim() !== '').slice(0, MAX_TITLES_COMPARED);
  const words = titled.map(
    ({ title, lang }) =>
      new Set(
        tokenise(title, lang)
          .filter((token) => !token.stop)
          .map((token) => token.stem),
      ),
  );
  const carriers = new Map<string, number>();
  for (const word of words.flatMap((set) => [...set])) carriers.set(word, (carriers.get(word) ?? 0) + 1);
  let best: string | undefined;
  let bestScore = -1;
  for (const [index, article] of titled.entries()) {
    const score =
      sharedness(words[index]!, carriers) *
      lengthFactor(article.title) *
      (article.copyOf === undefined ? 1 : COPY_FACTOR);
    if (score <= bestScore) continue;
    best = article.title;
    bestScore = score;
  }
  return best?.trim();
}

/** How many other headlines carry its words; the root keeps long headlines from winning by length alone. */
function sharedness(words: ReadonlySet<string>, carriers: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const word of words) shared += (carriers.get(word) ?? 1) - 1;
  return shared / Math.sqrt(Math.max(words.size, 1));
}

function lengthFactor(title: string): number {
  const words = title.trim().split(/\s+/).length;
  return words < MIN_TITLE_WORDS || words > MAX_TITLE_WORDS ? ODD_LENGTH_FACTOR : 1;
}
