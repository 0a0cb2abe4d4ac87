/** Other people's messages that somebody points at: their link briefed, their claims looked for in what has been read. */
import { NewsroomError } from '../errors.ts';
import type { ChatRequest, Post } from '../model.ts';
import { briefPost } from '../posts/brief.ts';
import { checkPost } from '../posts/check.ts';
import type { Front } from './front.ts';
import { shareable } from './gestures.ts';

/** With so few words beside its link a message says nothing of its own: the article is what is checked. */
const LONE_LINK_MAX_WORDS = 3;
/** An address in a message, where the platform did not take it out. */
const ADDRESS = /https?:\/\/[^\s<>|]+/giu;

/** Throws `bad_usage` for what can't be done with a message. */
export function point(front: Front, request: ChatRequest): Promise<Post> {
  if (request.name === 'brief-link') return briefLink(front, request);
  if (request.name === 'check') return check(front, request);
  throw new NewsroomError('bad_usage', 'That can’t be done with a message.', {
    hint: 'There are “Brief this link” and “Check against our coverage”.',
  });
}

const linkIn = ({ links = [], text }: ChatRequest): string | undefined => links[0] ?? text.match(ADDRESS)?.[0];

async function briefLink({ newsroom }: Front, request: ChatRequest): Promise<Post> {
  const link = linkIn(request);
  if (link === undefined)
    throw new NewsroomError('bad_usage', 'There is no link in this message.', {
      hint: 'Point at a message with the address of an article.',
    });
  const { article, story } = await newsroom.readLink(link);
  const post = briefPost(await newsroom.brief(story.id));
  const isAlone = story.articleIds.length === 1;
  const said = isAlone ? 'no other outlet that we read has it' : `the link is to ${article.source}`;
  const personal: Post = { ...post, audience: 'asker', footer: [post.footer, said].filter(Boolean).join(' · ') };
  return shareable(personal, { ...request, name: `brief:${story.id}` });
}

async function check({ newsroom }: Front, request: ChatRequest): Promise<Post> {
  const { asker, text } = request;
  const link = linkIn(request);
  const own = (request.links ?? []).reduce((rest, each) => rest.replaceAll(each, ' '), text).replace(ADDRESS, ' ');
  const isLoneLink = link !== undefined && own.split(/\s+/).filter(Boolean).length <= LONE_LINK_MAX_WORDS;
  const article = isLoneLink ? (await newsroom.readLink(link)).article : undefined;
  const post = checkPost(await newsroom.checks.check(article?.text ?? own, article));
  if (post.sources === undefined) return post;
  const id = await newsroom.checks.keep(post, asker.id);
  return shareable(post, { ...request, name: `check:${id}` });
}
