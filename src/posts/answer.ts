/** An answer with its proof, or an honest refusal with what comes nearest. */
import type { Answer, Block, Post, Source } from '../model.ts';
import { formatDate } from '../text/dates.ts';
import { citations, count, emphasis, list, paragraph, quote, strong, text } from './spans.ts';

/** From here on a confidence is called high, and medium. */
export const HIGH_CONFIDENCE = 0.8;
export const MEDIUM_CONFIDENCE = 0.6;

const inWords = (confidence: number): string =>
  confidence >= HIGH_CONFIDENCE ? 'high' : confidence >= MEDIUM_CONFIDENCE ? 'medium' : 'low';

function proof(answer: Answer): Block[] {
  return answer.evidence.map((evidence) =>
    quote(text(`“${evidence.quote}” `), emphasis(`${evidence.source} `), ...citations([evidence.n])),
  );
}

function evidenceSources(answer: Answer): Source[] {
  return answer.evidence.map(({ quote: _verbatim, ...source }) => ({ ...source, title: '' }));
}

function caveats(answer: Answer): Block[] {
  return answer.caveats.length === 0
    ? []
    : [paragraph(strong('Note')), list(answer.caveats.map((caveat) => [text(caveat)]))];
}

export function answerPost(answer: Answer): Post {
  const when = answer.happenedOn === undefined ? [] : [text(` · ${formatDate(answer.happenedOn)}`)];
  const said = [paragraph(emphasis(answer.question)), paragraph(strong(answer.answer), ...when)];
  if (answer.abstained) {
    const nearest = answer.nearest.length === 0 ? [] : [paragraph(text('The nearest coverage:'))];
    return { audience: 'everyone', blocks: [...said, ...caveats(answer), ...nearest], sources: answer.nearest };
  }
  return {
    audience: 'everyone',
    blocks: [...said, ...proof(answer), ...caveats(answer)],
    sources: evidenceSources(answer),
    footer: `${count(answer.independentSources, 'independent source')} · confidence ${inWords(answer.confidence)}`,
  };
}
