/** A post's chart as a file that goes along with the message. */
import { asNewsroomError } from '../../src/errors.ts';
import type { CoverageChart, Post } from '../../src/model.ts';
import type { Log } from '../../src/ports.ts';
import { renderChart } from '../chart.ts';
import { shorten, tidy } from '../prose.ts';

/** https://docs.discord.com/developers/resources/message#attachment-object */
export const ALT_MAX_CHARS = 1_024;

export interface AttachedPicture {
  readonly name: string;
  readonly data: Buffer;
  readonly alt: string;
}

/** The post with its chart as a picture; where none can be attached, or drawn, what it says is said in words. */
export async function paint(
  post: Post,
  mayAttach: boolean,
  log: Log,
): Promise<{ readonly shown: Post; readonly picture?: AttachedPicture }> {
  const { chart } = post;
  if (chart === undefined) return { shown: post };
  const picture = mayAttach ? await drawn(chart, log) : undefined;
  return picture === undefined ? { shown: inWords(post, chart) } : { shown: post, picture };
}

async function drawn(chart: CoverageChart, log: Log): Promise<AttachedPicture | undefined> {
  try {
    const { png } = await renderChart(chart);
    const alt = shorten(tidy(chart.alt).trim(), ALT_MAX_CHARS);
    return { name: 'coverage.png', data: Buffer.from(png), alt };
  } catch (thrown) {
    log.warn('chart not drawn', { reason: asNewsroomError(thrown).message });
    return undefined;
  }
}

function inWords(post: Post, { alt }: CoverageChart): Post {
  if (alt.trim() === '') return post;
  return {
    ...post,
    blocks: [...post.blocks, { kind: 'paragraph', spans: [{ kind: 'text', text: alt, style: 'emphasis' }] }],
  };
}
