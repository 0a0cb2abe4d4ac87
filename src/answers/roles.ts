/** Offices and whose they are: "Peruvian ambassador to Abuja" is of Peru and to Nigeria; another's minister is no answer. */
import { countriesIn, countryOf } from '../text/places.ts';
import { stem, tokenise } from '../text/words.ts';
import { answerTypeOfNoun } from './answer-types.ts';
import { formsOfWord } from './terms.ts';

export interface Office {
  /** Stems of its words. */
  readonly words: ReadonlySet<string>;
  /** Countries that it belongs to: "Peruvian …", "… of Peru". */
  readonly of: ReadonlySet<string>;
  /** Countries that it is sent to: "… to Abuja", "… in Abuja". */
  readonly to: ReadonlySet<string>;
  /** Stems that name those countries. */
  readonly countryWords: ReadonlySet<string>;
}

/** Kinds of office of which one person holds only one. */
const PORTFOLIOS: ReadonlySet<string> = new Set(
  'prime foreign defence defense interior home finance justice health education energy trade agriculture transport labour labor culture environment economy vice deputy'
    .split(' ')
    .map((word) => stem(word)),
);
const PLAIN_MODIFIERS: ReadonlySet<string> = new Set(
  'new former acting late then current newly appointed outgoing interim special senior'
    .split(' ')
    .map((word) => stem(word)),
);
const SENT: ReadonlySet<string> = new Set(
  ['ambassador', 'envoy', 'diplomat', 'representative', 'consul'].map((word) => stem(word)),
);
const SENT_TO = /\b(?:to|in|at|for)\s+(?:the\s+)?$/i;

/** Takes an office's title apart. Capitals are needed for its countries to be seen. */
export function readOffice(title: string): Office {
  const of = new Set<string>();
  const to = new Set<string>();
  const countryWords = new Set<string>();
  for (const mention of countriesIn(title)) {
    for (const token of tokenise(title.slice(mention.start, mention.end))) countryWords.add(token.stem);
    if (SENT_TO.test(title.slice(0, mention.start))) to.add(mention.country);
    else of.add(mention.country);
  }
  for (const token of tokenise(title)) {
    // A people alone ("Soviet leader"), which among other words may be no country.
    const country = /^\p{Lu}/u.test(token.text) && !countryWords.has(token.stem) ? countryOf(token.text) : undefined;
    if (country === undefined) continue;
    countryWords.add(token.stem);
    of.add(country);
  }
  return {
    words: new Set(
      tokenise(title)
        .filter((token) => !token.stop)
        .map((token) => token.stem),
    ),
    of,
    to,
    countryWords,
  };
}

/** Below 0 where the two offices can't be one; else 0 to 1, how much of what is asked the given one says. */
export function officeAgreement(asked: Office, given: Office, head: string): number {
  const forms = formsOfWord(head);
  const headWorth = Math.max(0, ...[...given.words].map((word) => forms.get(word) ?? 0));
  if (headWorth === 0) return 0;
  const portfolio = [...asked.words].find((word) => PORTFOLIOS.has(word));
  const other = [...given.words].find((word) => PORTFOLIOS.has(word));
  if (portfolio !== other && (portfolio !== undefined || (other !== undefined && !asked.words.has(other)))) {
    if (portfolio === undefined || other !== undefined || given.words.size > 1)
      return portfolio === undefined ? 0.5 * headWorth : -1;
  }
  const extras = [...given.words].some(
    (word) =>
      !forms.has(word) &&
      !PORTFOLIOS.has(word) &&
      !PLAIN_MODIFIERS.has(word) &&
      !asked.words.has(word) &&
      !given.countryWords.has(word),
  );
  // "the Chilean minister" is not "the Selvarian minister", whatever land that is.
  if (asked.of.size > 0 && given.of.size === 0 && extras) return 0.2 * headWorth;
  const whose = agree(asked.of, given.of);
  const where = agree(asked.to, given.to);
  if (whose < 0 || where < 0) return -1;
  const isSent = [...forms.keys()].some((form) => SENT.has(form));
  if (isSent && (intersects(asked.to, given.of) || intersects(asked.of, given.to))) return -1;
  const extra = [...asked.words].filter(
    (word) => !forms.has(word) && !PORTFOLIOS.has(word) && !isCountryWord(word, asked),
  );
  const told = extra.length === 0 || extra.some((word) => given.words.has(word)) ? 1 : 0.6;
  return headWorth ** 2 * told * (0.6 + 0.2 * whose + 0.2 * where);
}

/** A word that only names the country, which is compared as a country. */
function isCountryWord(word: string, office: Office): boolean {
  return office.countryWords.has(word) || office.words.size === 1;
}

/** 1 where both name the same, 0.5 where the question names none, 0 where only the question does, -1 where they differ. */
function agree(asked: ReadonlySet<string>, given: ReadonlySet<string>): number {
  if (asked.size === 0) return 0.5;
  if (given.size === 0) return 0;
  return intersects(asked, given) ? 1 : -1;
}

const intersects = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((each) => b.has(each));

/** Whether a phrase of the question is a title that this person bears: then the person is not what is asked. */
export function isBearer(phrase: string | undefined, roles: readonly string[]): boolean {
  if (phrase === undefined || roles.length === 0) return false;
  const words = new Set(
    tokenise(phrase)
      .filter((token) => !token.stop)
      .map((token) => token.stem),
  );
  return roles.some((role) => {
    const titles = tokenise(role).filter((token) => !token.stop);
    const own = titles.map((token) => token.stem);
    // Only with the noun of the office: the club's coach is not the club.
    if (!titles.some(({ stem, norm }) => words.has(stem) && answerTypeOfNoun(norm) === 'person')) return false;
    const shared = own.filter((word) => words.has(word)).length;
    return shared >= 2 || (shared === 1 && own.length === 1 && words.size <= 2);
  });
}
