/** Comment told from news: an editor quotes what happened, not what a columnist makes of it. */
import type { Article } from '../model.ts';
import type { Reading } from '../text/reading.ts';
import { withoutQuotations } from './ownwords.ts';

/** Sentences of an article that are asked whose voice they speak in. */
export const COMMENTARY_MAX_SENTENCES = 40;
/** Share of sentences in the first person that makes a piece a comment, and the least number of them. */
const FIRST_PERSON_SHARE = 0.2;
const FIRST_PERSON_LEAST = 4;

const KIND =
  'opinion|op-?ed|editorial|comment|commentary|column|columnist|analysis|review|reviewed|viewpoint|perspective|letters?(?: to the editor)?|essay|blog|guest post|the view from';
const TITLE_MARK = new RegExp(
  `^(?:${KIND})\\s*[:|\\u2013\\u2014]|[,:|\\u2013\\u2014(]\\s*(?:an? )?(?:${KIND})\\)?$`,
  'i',
);
const URL_MARK =
  /\/(?:opinions?|op-?eds?|editorials?|commentisfree|comment|commentary|columns?|columnists?|reviews?|blogs?|perspectives?|viewpoint|letters)(?:\/|$)/i;
const FIRST_PERSON =
  /(?<!\p{Lu}\p{L}+ )\bI\b(?!\.)|\b(?:I['\u2019](?:m|ve|d|ll)|my|me|we|our|us|let['\u2019]s|My|We|Our)\b/u;

/** Whether an article comments: by its title, its address, or because it speaks in the first person. */
export function isCommentary({ title, url }: Pick<Article, 'title' | 'url'>, { sentences }: Reading): boolean {
  if (TITLE_MARK.test(title.trim()) || (url !== undefined && URL_MARK.test(url))) return true;
  const looked = sentences.slice(0, COMMENTARY_MAX_SENTENCES);
  const own = looked.filter(({ text }) => FIRST_PERSON.test(withoutQuotations(text))).length;
  return own >= FIRST_PERSON_LEAST && own >= FIRST_PERSON_SHARE * looked.length;
}

const JUDGING =
  /\b(?:arguably|somehow|somewhat strangely|as is (?:now )?(?:widely|well) known|surely|frankly|admittedly|undoubtedly|unsurprisingly|needless to say|no doubt|of course|to say the least|disastrous(?:ly)?|ridiculous(?:ly)?|absurd(?:ly)?|shameful(?:ly)?|disgraceful(?:ly)?|laughabl[ey]|brilliant(?:ly)?|jaw-dropping|mind-blowing|spectacular(?:ly)?|underscor(?:es|ed|ing) (?:the|how|just)|highlights? (?:the (?:need|importance)|how)|begs? the question|remains to be seen|time will tell|make no mistake|the (?:simple )?(?:fact|truth) is|is (?:just )?(?:another|the latest) (?:hit|blow|sign|example|chapter|twist)|should come as no surprise|(?:perhaps|maybe) (?:most|more|it)|seems? (?:like|to me)|what (?:better|a)|a page (?:out of|from)|doesn['\u2019]t (?:just|even)|didn['\u2019]t (?:just|even)|not just|(?:word|rumou?r|legend) has it|one (?:big )?(?:problem|thing)|kind of|sort of|a bit of an?|the (?:beauty|irony|sad part|good news|bad news) (?:of|is)|ridiculousness|luckily|fortunately|thankfully|sadly|hopefully|ironically|funnily|probably|little hope|no surprise|no wonder|let alone|to be fair|(?:not|isn['\u2019]t|aren['\u2019]t) (?:so )?funny|in all likelihood|say what|guess what|it (?:seems|looks|appears) (?:like|as (?:if|though))|quite (?:a|the) (?:stir|frenzy|story)|in a nutshell|at the end of the day|long story short|fast[- ]forward|primed and ready|awoke (?:this morning )?to|unfortunately|seems to be true|outdone|weird(?:ly)?|(?:bizarre|strange|interesting|ironic|cruel|odd) twist|little-known fact|as if \p{L}+ (?:was|were)n['\u2019]t|as if \p{L}+ were not|so-called expert|in case you hadn['\u2019]t|as far as [^,]{3,40} goe?s?|to be clear|let['\u2019]s be|staggering|whopping|laid bare|forgettable|satisfactory|unbelievabl[ey]|mind-boggling|eye-watering|jubilantly|rants?)\b/iu;

/** Whether a sentence judges in its writer's own words. */
export const isJudging = (text: string): boolean => JUDGING.test(withoutQuotations(text));
