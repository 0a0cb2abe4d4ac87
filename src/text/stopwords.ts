/** Words too common to tell anything. English is ours, because a newsroom must keep "first", "new" and "against"; other languages come from `stopword`. */
import * as lists from 'stopword';
import type { LanguageCode } from '../model.ts';

const ENGLISH = new Set(
  `a about above after again all also although always am among amongst an and another any anybody anyone anything are
  aren't around as at away be became because become becomes been before behind being below between both but by came can
  can't cannot come could couldn't did didn't do does doesn't doing don't done down during each either else enough etc
  even ever every everyone everything few for from further get gets getting go goes going got had hadn't has hasn't have
  haven't having he he'd he'll he's her here hers herself him himself his how however i i'd i'll i'm i've if in into is
  isn't it it'd it'll it's its itself just let let's like made make makes many may maybe me might mine more most much
  must my myself neither no nobody none nor not nothing now of off often on once one only onto or other others otherwise
  our ours ourselves out over own per perhaps put quite rather really s said same say saying says shall she she'd she'll
  she's should shouldn't since so some somebody someone something still such t take taken than that that's the their
  theirs them themselves then there there's therefore these they they'd they'll they're they've thing things this those
  though through throughout thus to told too toward towards under until unto up upon us use used very via was wasn't way
  we we'd we'll we're we've well went were weren't what what's whatever when where whether which while who who's whoever
  whom whose why will with within without won't would wouldn't yes yet you you'd you'll you're you've your yours
  yourself yourselves d ll m re ve n't mr mrs ms dr`.split(/\s+/),
);

/** ISO 639-1 to the list of the same language in `stopword`. */
const LISTS: Readonly<Record<string, readonly string[] | undefined>> = {
  af: lists.afr,
  ar: lists.ara,
  bg: lists.bul,
  bn: lists.ben,
  ca: lists.cat,
  cs: lists.ces,
  da: lists.dan,
  de: lists.deu,
  el: lists.ell,
  es: lists.spa,
  et: lists.est,
  eu: lists.eus,
  fa: lists.fas,
  fi: lists.fin,
  fr: lists.fra,
  ga: lists.gle,
  gl: lists.glg,
  gu: lists.guj,
  he: lists.heb,
  hi: lists.hin,
  hr: lists.hrv,
  hu: lists.hun,
  hy: lists.hye,
  id: lists.ind,
  it: lists.ita,
  ja: lists.jpn,
  ko: lists.kor,
  ku: lists.kur,
  lt: lists.lit,
  lv: lists.lav,
  mr: lists.mar,
  ms: lists.msa,
  nl: lists.nld,
  no: lists.nob,
  nb: lists.nob,
  pl: lists.pol,
  pt: lists.por,
  ro: lists.ron,
  ru: lists.rus,
  sk: lists.slk,
  sl: lists.slv,
  so: lists.som,
  sv: lists.swe,
  sw: lists.swa,
  th: lists.tha,
  tl: lists.tgl,
  tr: lists.tur,
  uk: lists.ukr,
  ur: lists.urd,
  vi: lists.vie,
  yo: lists.yor,
  zh: lists.zho,
  zu: lists.zul,
};

const loaded = new Map<LanguageCode, ReadonlySet<string>>([
  ['en', ENGLISH],
  ['und', ENGLISH],
]);

/** The stop words of a language, in lower case with diacritics folded; none where the language has no list. */
export function stopWordsOf(lang: LanguageCode, fold: (word: string) => string): ReadonlySet<string> {
  const known = loaded.get(lang);
  if (known !== undefined) return known;
  const set = new Set((LISTS[lang] ?? []).map(fold));
  if (Object.hasOwn(LISTS, lang)) loaded.set(lang, set);
  return set;
}
