/** What has changed since a brief was posted, in the articles' words. Another wording, a copy or an older report is not news. */
import type { Article, Brief, BriefSentence, Change, ChangeKind, Disagreement, WhatIsNew } from '../model.ts';
import type { Reading } from '../text/reading.ts';
import { changedTolls } from './changedtolls.ts';
import { gather, type Material } from './material.ts';
import { newFacts } from './newfacts.ts';

/** Changes told at once, at most: the gravest first. */
export const NEWS_MAX_CHANGES = 5;
const NEWS_MAX_SENTENCE_WORDS = 45;
export interface NewsInput {
  /** The articles of the story as it stands now, oldest first. */
  readonly articles: readonly Article[];
  read(article: Article): Reading;
  /** By article: the one that it repeats. `copyOf` of the articles where it is left out. */
  readonly originOf?: ReadonlyMap<string, string>;
  /** What outlets have changed in articles that the previous brief cites, in words (`articles/revision`). */
  readonly corrections?: readonly { readonly articleId: string; readonly changes: readonly string[] }[];
  /** Articles that their outlets have taken back since. */
  readonly withdrawn?: readonly string[];
}

/** The changes from one brief of a story to the next; citations are numbers of `current`. */
export function whatIsNew(previous: Brief, current: Brief, input: NewsInput): WhatIsNew {
  const material = gather({
    articles: input.articles,
    read: input.read,
    maxSentenceWords: NEWS_MAX_SENTENCE_WORDS,
    ...(input.originOf === undefined ? {} : { originOf: input.originOf }),
  });
  const known = new Set(previous.sources.map(({ articleId }) => material.rootOf(articleId)));
  const tolls = changedTolls(previous, known, material, current.sources);
  const changes = [
    ...ofKind('withdrawal', withdrawals(previous, input.withdrawn ?? [])),
    ...ofKind('correction', corrections(current, input.corrections ?? [])),
    ...ofKind(
      'figure',
      tolls.map(({ sentence }) => sentence),
    ),
    ...ofKind('dispute', newDisagreements(previous, current, new Set(tolls.map(({ label }) => label)))),
    ...ofKind('source', secondSource(previous, current, known, material)),
    ...ofKind('fact', newFacts(known, material, previous, current, tolls)),
  ];
  return { changes: changes.slice(0, NEWS_MAX_CHANGES) };
}

const ofKind = (kind: ChangeKind, sentences: readonly BriefSentence[]): Change[] =>
  sentences.map((sentence) => ({ ...sentence, kind }));

// ---------------------------------------------------------------- what outlets take back

function withdrawals(previous: Brief, withdrawn: readonly string[]): BriefSentence[] {
  return previous.sources
    .filter(({ articleId }) => withdrawn.includes(articleId))
    .map(({ source, title }) => ({ text: `${source} has withdrawn \u201c${title}\u201d.`, citations: [] }));
}

function corrections(current: Brief, corrected: NonNullable<NewsInput['corrections']>): BriefSentence[] {
  return corrected.flatMap(({ articleId, changes }) => {
    const source = current.sources.find((each) => each.articleId === articleId);
    if (source === undefined || source.copyOf !== undefined || changes.length === 0) return [];
    return [{ text: `${source.source} has changed its report: ${changes.join('; ')}.`, citations: [source.n] }];
  });
}

// ---------------------------------------------------------------- new disagreements

function newDisagreements(previous: Brief, current: Brief, changed: ReadonlySet<string>): BriefSentence[] {
  return current.disagreements
    .filter((disagreement) => !changed.has(disagreement.about) && !wasTold(disagreement, previous))
    .map(({ about, positions }) => ({
      text: `Sources differ on ${about.startsWith('whether ') ? about : `the ${about}`}: ${positions.map(({ value }) => value).join(' or ')}.`,
      citations: [...new Set(positions.flatMap(({ citations }) => citations))].sort((a, b) => a - b),
    }));
}

function wasTold({ kind, about, positions }: Disagreement, previous: Brief): boolean {
  const before = previous.disagreements.find((each) => each.kind === kind && each.about === about);
  return before !== undefined && positions.every(({ value }) => before.positions.some((each) => each.value === value));
}

// ---------------------------------------------------------------- the second source

/** What one outlet alone had reported, another now reports on its own. */
function secondSource(
  previous: Brief,
  current: Brief,
  known: ReadonlySet<string>,
  { witnesses, voiceOf }: Material,
): BriefSentence[] {
  const [lead] = previous.sentences;
  if (lead === undefined || previous.independentSources !== 1 || current.independentSources < 2) return [];
  const voices = new Set([...known].map(voiceOf));
  const second = witnesses
    .supportersOf(witnesses.examine(lead.text))
    .find(({ articleId }) => !known.has(articleId) && !voices.has(voiceOf(articleId)));
  const source = current.sources.find(({ articleId }) => articleId === second?.articleId);
  if (source === undefined) return [];
  return [{ text: `A second source reports it independently: ${source.source}.`, citations: [source.n] }];
}
