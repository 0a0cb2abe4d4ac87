/**
 * What kind of thing a question asks for, after Li & Roth, "Learning Question Classifiers" (2002): their coarse classes
 * (person, group, location, number, description, entity), as fine as candidates in news text can be told apart.
 */
import { stem } from '../text/words.ts';

export type AnswerType =
  | 'person'
  | 'agent'
  | 'country'
  | 'place'
  | 'organisation'
  | 'title'
  | 'date'
  | 'year'
  | 'month'
  | 'weekday'
  | 'century'
  | 'clock'
  | 'duration'
  | 'count'
  | 'money'
  | 'percent'
  | 'measure'
  | 'age'
  | 'ordinal'
  | 'reason'
  | 'manner'
  | 'quote'
  | 'thing'
  | 'verdict'
  | 'outlet';

const NOUNS: readonly (readonly [AnswerType, string])[] = [
  [
    'person',
    `person man woman boy girl people individual figure president minister premier chancellor ambassador envoy diplomat
    leader chief head king queen prince princess emperor pope bishop cardinal sheikh sultan actor actress singer
    musician composer artist painter author writer poet novelist journalist reporter editor director producer player
    footballer striker goalkeeper quarterback athlete swimmer runner boxer coach manager captain referee driver pilot
    scientist researcher physicist chemist biologist engineer inventor explorer mathematician historian philosopher
    economist professor teacher student doctor surgeon nurse patient lawyer attorney judge prosecutor defendant suspect
    victim witness survivor gunman attacker hacker shooter spokesman spokeswoman spokesperson founder cofounder ceo
    executive chairman chairwoman chair owner boss billionaire investor banker governor mayor senator congressman
    congresswoman lawmaker parliamentarian mp politician candidate nominee secretary commissioner general admiral commander officer
    soldier activist dissident winner loser champion successor predecessor husband wife father mother son daughter
    brother sister child parent partner celebrity star model chef farmer worker employee official speaker whistleblower
    coordinator deputy aide comedian presenter anchor rapper drummer guitarist cyclist gymnast skater golfer
    astronaut winger midfielder defender cricketer tenor soprano screenwriter songwriter
    adviser advisor anthropologist archaeologist dictator heir hero critic rival opponent author administrator`,
  ],
  ['country', 'country nation'],
  [
    'place',
    `place city town village capital region province county district state continent island river lake sea ocean
    mountain desert valley coast port harbour airport station street road bridge stadium venue location site area
    territory neighbourhood suburb destination hometown birthplace border building hotel museum park prison square
    campus headquarters`,
  ],
  [
    'organisation',
    `company organisation organization firm corporation business agency authority party team club bank university
    college school court tribunal union federation association alliance coalition group network broadcaster channel
    newspaper magazine publisher outlet ministry department government parliament senate council committee commission
    body board institute institution charity foundation church army navy militia gang cartel airline carmaker automaker
    manufacturer maker retailer supplier operator startup brand studio label lab laboratory regulator watchdog`,
  ],
  [
    'title',
    'film movie book novel song album show series play game newspaper magazine poem opera programme program podcast',
  ],
  ['date', 'date day'],
  ['year', 'year'],
  ['month', 'month'],
  ['weekday', 'weekday'],
  ['century', 'century decade'],
  ['clock', 'time hour'],
  ['duration', 'duration period'],
  ['count', 'number population toll tally total count size'],
  ['percent', 'percentage percent proportion share fraction rate turnout'],
  [
    'money',
    'price cost salary fee fine wage revenue profit loss income budget sum worth valuation bill debt ransom cap capitalisation capitalization turnover earnings bid',
  ],
  [
    'measure',
    'height length width depth weight distance speed temperature area magnitude altitude capacity volume size mass',
  ],
  ['age', 'age'],
  ['reason', 'reason cause motive purpose explanation'],
];

const BY_STEM: ReadonlyMap<string, readonly (readonly [AnswerType, string])[]> = Map.groupBy(
  NOUNS.flatMap(([type, words]) => words.split(/\s+/).map((word) => [type, word] as const)),
  ([, word]) => stem(word),
);

const DOER = /(?:er|or)s?$/;

/** An attack is no attacker, a broadcast no broadcaster, for all that they share a stem. */
const isDoerAlone = (listed: string, head: string): boolean => DOER.test(listed) && !DOER.test(head);

/** The answer type that a noun asks for ("which *country*", "what *year*"); `thing` where it tells nothing. */
export function answerTypeOfNoun(head: string): AnswerType {
  // "which areas" of work, of law: only one area is a place.
  if (head === 'areas') return 'thing';
  return BY_STEM.get(stem(head))?.find(([, listed]) => !isDoerAlone(listed, head))?.[0] ?? 'thing';
}

const ADJECTIVES: Readonly<Record<string, AnswerType>> = {
  many: 'count',
  much: 'money',
  long: 'duration',
  old: 'age',
  far: 'measure',
  tall: 'measure',
  high: 'measure',
  deep: 'measure',
  wide: 'measure',
  big: 'measure',
  large: 'measure',
  heavy: 'measure',
  fast: 'measure',
  hot: 'measure',
  cold: 'measure',
  often: 'measure',
  quickly: 'measure',
  soon: 'duration',
  populous: 'count',
  strong: 'measure',
};

/** What "how many", "how long", "how tall" ask for. */
export function answerTypeOfMeasureWord(word: string): AnswerType | undefined {
  return Object.hasOwn(ADJECTIVES, word) ? ADJECTIVES[word] : undefined;
}

const NAME_TYPES: ReadonlySet<AnswerType> = new Set(['person', 'agent', 'country', 'place', 'organisation', 'title']);
const DATE_TYPES: ReadonlySet<AnswerType> = new Set(['date', 'year', 'month', 'weekday', 'century']);
const QUANTITY_TYPES: ReadonlySet<AnswerType> = new Set(['duration', 'count', 'money', 'percent', 'measure', 'age']);

export const asksForName = (type: AnswerType): boolean => NAME_TYPES.has(type);
export const asksForDate = (type: AnswerType): boolean => DATE_TYPES.has(type);
export const asksForQuantity = (type: AnswerType): boolean => QUANTITY_TYPES.has(type);
