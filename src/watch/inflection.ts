/** Forms of a word that no rule leads back to it: `fought` is a form of `fight`. The rules are Porter's, in `text/words.ts`. */

/**
 * A base form and the others. The verbs that every text is full of (give, take, say, go) are left out: to whoever asks for one
 * of their forms, the others are chaff.
 */
const FAMILIES = `
arise: arose arisen|bend: bent|bleed: bled|break: broke broken|breed: bred|build: built|buy: bought|catch: caught
choose: chose chosen|deal: dealt|dig: dug|draw: drew drawn|drink: drank drunk|drive: drove driven|eat: ate eaten
fall: fell fallen|feed: fed|fight: fought|flee: fled|fly: flew flown|forbid: forbade forbidden
foresee: foresaw foreseen|forget: forgot forgotten|freeze: froze frozen|hide: hid hidden|kneel: knelt|lead: led
leap: leapt|lend: lent|lose: lost|meet: met|mislead: misled|oversee: oversaw overseen|overtake: overtook overtaken
overthrow: overthrew overthrown|pay: paid|prove: proven|rebuild: rebuilt|ride: rode ridden|rise: rose risen
seek: sought|sell: sold|send: sent|shake: shook shaken|shine: shone|shoot: shot|shrink: shrank shrunk|sing: sang sung
sink: sank sunk|slay: slew slain|sleep: slept|speak: spoke spoken|speed: sped|spend: spent|spin: spun
steal: stole stolen|stick: stuck|strike: struck stricken|swear: swore sworn|sweep: swept|swim: swam swum|swing: swung
teach: taught|tear: tore torn|throw: threw thrown|undergo: underwent undergone|undertake: undertook undertaken
uphold: upheld|weep: wept|win: won|withdraw: withdrew withdrawn|withhold: withheld|withstand: withstood
analysis: analyses|child: children|crisis: crises|criterion: criteria|diagnosis: diagnoses|foot: feet|goose: geese
half: halves|hypothesis: hypotheses|knife: knives|man: men|mouse: mice|phenomenon: phenomena|thief: thieves
tooth: teeth|wife: wives|wolf: wolves|woman: women|gunman: gunmen|policeman: policemen|spokesman: spokesmen
serviceman: servicemen|businessman: businessmen|fireman: firemen|spokeswoman: spokeswomen|policewoman: policewomen
fisherman: fishermen|congressman: congressmen
die: dies died dying|lie: lies lied lying|tie: ties tied tying|use: uses used using user users`;

/** With a capital these are names or other words as often as not. */
const NAMES_TOO = new Set('fed fell lent met mice rode rose sang shot sung swore tore won'.split(' '));

const baseByForm = new Map<string, string>();
const familyByBase = new Map<string, readonly string[]>();
for (const family of FAMILIES.trim().split(/[\n|]/)) {
  const [base = '', forms = ''] = family.split(': ');
  familyByBase.set(base, [base, ...forms.split(' ')]);
  for (const form of forms.split(' ')) baseByForm.set(form, base);
}

/** The base form of an irregular one; `norm` is the word in lower case, `written` tells a name from it. Undefined for all others. */
export function baseForm(norm: string, written: string): string | undefined {
  return NAMES_TOO.has(norm) && norm !== written ? undefined : baseByForm.get(norm);
}

/** A word in lower case with the forms that no rule leads back to it; the word alone where there are none. */
export function irregularFamily(norm: string): readonly string[] {
  return familyByBase.get(baseByForm.get(norm) ?? norm) ?? [norm];
}
