/** Proof that a brief says nothing of its own: every name, number, date and quotation stands in an article that its sentence cites. */
import type { Article, Brief } from '../model.ts';
import { datesIn } from '../text/dates.ts';
import { namesOf } from '../text/names.ts';
import { quantitiesIn } from '../text/quantities.ts';
import { quotationsIn } from '../text/quotations.ts';
import { readText } from '../text/read.ts';

/** What lies beyond in an article is not looked at; nothing is cited from there. */
export const GROUND_MAX_CHARS = 200_000;

export type GroundArticle = Pick<Article, 'id' | 'title' | 'text' | 'publishedAt'>;

export interface GroundingFault {
  /** Index of the sentence in the brief; those not confirmed are counted after the others. */
  readonly sentence: number;
  readonly kind: 'name' | 'number' | 'date' | 'quotation' | 'citation';
  /** The words that no cited article has. */
  readonly text: string;
}

/** What a brief's sentences say beyond the articles that they cite; empty for a grounded brief. */
export function groundingFaults(
  brief: Pick<Brief, 'sentences' | 'sources' | 'unconfirmed'>,
  articlesById: ReadonlyMap<string, GroundArticle>,
): readonly GroundingFault[] {
  const grounds = new Map<string, Ground>();
  const articleOf = new Map(brief.sources.map(({ n, articleId }) => [n, articlesById.get(articleId)]));
  return [...brief.sentences, ...(brief.unconfirmed ?? [])].flatMap(({ text, citations }, sentence) => {
    const cited = citations.flatMap((n) => {
      const article = articleOf.get(n);
      if (article === undefined) return [];
      const ground = grounds.get(article.id) ?? new Ground(article);
      grounds.set(article.id, ground);
      return [ground];
    });
    if (cited.length === 0) return [{ sentence, kind: 'citation' as const, text: citations.join(', ') }];
    return ungroundedIn(text, cited).map((fault) => ({ sentence, ...fault }));
  });
}

/** The names, numbers, dates and quotations of a sentence that none of the articles has. */
export function ungroundedIn(sentence: string, cited: readonly Ground[]): Omit<GroundingFault, 'sentence'>[] {
  const faults: Omit<GroundingFault, 'sentence'>[] = [];
  const check = (kind: GroundingFault['kind'], text: string, stands: (ground: Ground) => boolean) => {
    if (!cited.some(stands)) faults.push({ kind, text });
  };
  for (const { mentions } of namesOf(readText(sentence))) {
    for (const { text } of mentions) check('name', text, (ground) => ground.has(text));
  }
  for (const { text, value } of quantitiesIn(sentence)) {
    check('number', text, (ground) => ground.has(text) || ground.hasNumber(value));
  }
  const dated = new Set(cited.flatMap(({ article }) => datesIn(sentence, article.publishedAt).map(({ text }) => text)));
  for (const text of dated) check('date', text, (ground) => ground.has(text) || ground.hasDateOf(sentence, text));
  for (const { text } of quotationsIn(sentence)) check('quotation', text, (ground) => ground.has(text));
  return faults;
}

const fold = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()} `;

/** An article as the ground that sentences stand on. Each part is prepared when it is first asked for. */
export class Ground {
  readonly article: GroundArticle;
  private folded: string | undefined;
  private numbers: ReadonlySet<number> | undefined;
  private dates: readonly string[] | undefined;

  constructor(article: GroundArticle) {
    this.article = article;
  }

  private get text(): string {
    return `${this.article.title}\n${this.article.text.slice(0, GROUND_MAX_CHARS)}`;
  }

  /** Whether the words stand in the article, whatever marks are between them. */
  has(words: string): boolean {
    this.folded ??= fold(this.text);
    return this.folded.includes(fold(words));
  }

  hasNumber(value: number): boolean {
    this.numbers ??= new Set(
      this.pieces().flatMap((piece) => quantitiesIn(piece).flatMap(({ value, upTo }) => [value, upTo ?? value])),
    );
    return this.numbers.has(value);
  }

  /** Whether the article has the day, month or year that the words mean there, or one within it. */
  hasDateOf(sentence: string, words: string): boolean {
    const { publishedAt } = this.article;
    this.dates ??= this.pieces().flatMap((piece) =>
      datesIn(piece, publishedAt).flatMap(({ date, until }) => [date, until ?? date]),
    );
    return datesIn(sentence, publishedAt).some(
      ({ text, date }) => text === words && this.dates!.some((own) => own.startsWith(date)),
    );
  }

  private pieces(): readonly string[] {
    return readText(this.text).sentences.map(({ text }) => text);
  }
}
