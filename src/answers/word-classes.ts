/** The closed classes of English: words that shape a sentence and are too few to need a tagger. All in normal form. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

export const WH_WORDS = words('who whom whose what which when where why how');
export const DO_FORMS = words("do does did don't doesn't didn't");
export const BE_FORMS = words("is are was were be been being am isn't aren't wasn't weren't");
export const HAVE_FORMS = words("has have had having hasn't haven't hadn't");
export const MODALS = words(
  "can could will would shall should may might must can't couldn't won't wouldn't shouldn't cannot",
);
export const AUXILIARIES: ReadonlySet<string> = new Set([...DO_FORMS, ...BE_FORMS, ...HAVE_FORMS, ...MODALS]);
export const DETERMINERS = words(
  'the a an this that these those its his her their our my your some any no every each both all another such',
);
export const PREPOSITIONS = words(
  `of in on at by for from to with into onto over under about after before between among against during since until till
  through throughout across near behind beyond within without along around toward towards upon per via despite besides
  as like off out up down amid amongst outside inside above below beside`,
);
export const PRONOUNS = words(
  `i you he she it we they me him us them himself herself itself themselves one someone something anyone anything
  everyone everything nobody nothing who which this that these those`,
);
export const PERSONAL_PRONOUNS = words(
  'he she it they him her them his hers its their theirs himself herself itself themselves',
);
export const NEGATIONS = words(
  "not no never none nobody nothing neither nor without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't couldn't shouldn't hasn't haven't hadn't",
);
export const MONTHS = words('january february march april may june july august september october november december');
export const WEEKDAYS = words('monday tuesday wednesday thursday friday saturday sunday');

/** Words that can stand in a question without the answer's sentence having them. */
export const QUESTION_PADDING = words(
  `name names called call known term word kind type sort form thing things people person persons exactly actually currently new next current
  please tell me give list many much first last latest newest most recent recently now today year years date day days time month
  number amount percentage happened happen happens do did does done there also ever yet according article articles report
  reported reports mention mentioned official officially formally formal away held hold holds located situated based
  hope hopes hoped want wants wanted plan plans planned intend intends intended aim aims seek seeks taken took place cause caused causes`,
);

/** Irregular participles and past forms that "-ed" does not show; in normal form. */
export const IRREGULAR_PARTICIPLES = words(
  `made given taken seen known born built held kept led left lost met paid put read said sold sent set shot shown spent
  struck taught told thought understood won written worn chosen broken driven eaten fallen found forgiven forgotten
  frozen hidden hit hurt laid lent let lit meant overthrown proven ridden run sung sunk spoken stolen sworn torn thrown
  woken withheld upheld withstood undergone undone arisen risen fled slain shaken swung blown bent bitten
  bled foreseen overseen foretold misled mistaken outgrown shrunk slept wept woven wound wrung torn quit shut brought bought caught fought sought cut drawn begun bound bred cast dealt dug fed felt flown ground grown heard
  heaped hung split spread stuck swept beaten become come gone done been overtaken undertaken withdrawn rewritten`,
);

/** Whether a word in normal form can be a past participle. */
export function looksLikeParticiple(norm: string): boolean {
  return (norm.length > 3 && norm.endsWith('ed')) || IRREGULAR_PARTICIPLES.has(norm);
}
