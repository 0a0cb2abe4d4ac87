/** Irregular verbs: a stemmer takes "sank" and "sink" for two words. A line is base, past, participle. */
import { stem } from '../text/words.ts';

const VERBS = `
bear bore born borne|beat beaten|become became|begin began begun|bend bent|bind bound|bite bit bitten|bleed bled|blow blew blown
break broke broken|breed bred|bring brought|build built|burn burnt|buy bought|catch caught|choose chose chosen|come came
creep crept|deal dealt|dig dug|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed
feel felt|fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|hang hung|hear heard|hide hid hidden|hold held
keep kept|kneel knelt|know knew known|lay laid|lead led|leave left|lend lent|lie lay lain|light lit|lose lost|make made|mean meant
meet met|overcome overcame|overthrow overthrew overthrown|pay paid|ride rode ridden|ring rang rung|rise rose risen|run ran
say said|see saw seen|seek sought|sell sold|send sent|shake shook shaken|shoot shot|show showed shown|shrink shrank shrunk
sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken|spend spent|spring sprang sprung|stand stood
steal stole stolen|stick stuck|strike struck stricken|swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken
teach taught|tear tore torn|tell told|think thought|throw threw thrown|understand understood|undertake undertook undertaken
wake woke woken|wear wore worn|weave wove woven|win won|wind wound|withdraw withdrew withdrawn|write wrote written`;

let built: ReadonlyMap<string, readonly string[]> | undefined;

function buildIndex(): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const line of VERBS.trim().split(/[|\n]/)) {
    const stems = [
      ...new Set(
        line
          .trim()
          .split(/\s+/)
          .map((form) => stem(form)),
      ),
    ];
    for (const each of stems) index.set(each, [...(index.get(each) ?? []), ...stems]);
  }
  return index;
}

/** Stems of all forms of the irregular verb that has a form with this stem; empty for a regular verb. */
export function irregularForms(stemmed: string): readonly string[] {
  built ??= buildIndex();
  return built.get(stemmed) ?? [];
}
