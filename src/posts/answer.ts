/** An answer with its proof, or an honest refusal with what comes nearest. */
import type { Answer, Block, Post, Source } from '../model.ts';
import { citations, count, emphasis, list, paragraph, quote, strong, text } from './spans.ts';

const day = (timestamp: string): string => timestamp.slice(0, 10);

function proof(answer: Answer): Block[] {
  return answer.evidence.map((evidence) =>
    quote(
      text(`“${evidence.quote}” `),
      emphasis(`${evidence.source}, ${day(evidence.publishedAt)} `),
      ...citations([evidence.n]),
    ),
  );
}

function evidenceSources(answer: Answer): Source[] {
  return answer.evidence.map((evidence) => ({
    n: evidence.n,
    articleId: evidence.articleId,
    source: evidence.source,
    title: '',
    publishedAt: evidence.publishedAt,
    ...(evidence.url === undefined ? {} : { url: evidence.url }),
  }));
}

function caveats(answer: Answer): Block[] {
  return answer.caveats.length === 0
    ? []
    : [paragraph(strong('Note')), list(answer.caveats.map((caveat) => [text(caveat)]))];
}

export function answerPost(answer: Answer): Post {
  if (answer.abstained) {
    return {
      audience: 'everyone',
      blocks: [
        paragraph(emphasis(answer.question)),
        paragraph(strong(answer.answer)),
        ...caveats(answer),
        ...(answer.nearest.length === 0 ? [] : [paragraph(text('The nearest coverage:'))]),
      ],
      sources: answer.nearest,
    };
  }
  return {
    audience: 'everyone',
    blocks: [
      paragraph(emphasis(answer.question)),
      paragraph(strong(answer.answer)),
      ...proof(answer),
      ...caveats(answer),
    ],
    sources: evidenceSources(answer),
    footer: `${count(answer.independentSources, 'independent source')} · confidence ${Math.round(answer.confidence * 100)}%`,
  };
}
