/** What the readers of offices, figures, happenings and outcomes find in a sentence. */
import type { Article, Claim, PartialDate } from '../model.ts';
import type { Sentence } from '../text/reading.ts';

/** What claims are taken from. */
export type Claimant = Pick<Article, 'id' | 'storyId' | 'text' | 'publishedAt' | 'publishedAtGuessed'>;

/** A claim before it is given the article's and the sentence's particulars. */
export interface Finding extends Pick<Claim, 'kind' | 'about' | 'label' | 'value' | 'display'> {
  readonly sentence: Sentence;
  readonly when?: PartialDate;
  /** Where a clause has another speaker than its sentence. */
  readonly attributedTo?: string;
  readonly negated?: boolean;
  readonly hedged?: boolean;
}
