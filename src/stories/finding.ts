/** What the readers of offices, figures, happenings and outcomes find in a sentence. */
import type { Article, Claim } from '../model.ts';
import type { Sentence } from '../text/reading.ts';

/** What claims are taken from. */
export type Claimant = Pick<Article, 'id' | 'storyId' | 'text' | 'publishedAt' | 'publishedAtGuessed'>;

/** A claim before it is given the article's and the sentence's particulars. */
export interface Finding extends Pick<Claim, 'kind' | 'about' | 'label' | 'value' | 'display'> {
  readonly sentence: Sentence;
  readonly negated?: boolean;
  readonly hedged?: boolean;
}
