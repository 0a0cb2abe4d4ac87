/** Questions that ask in other words for what has a usual form: "Who represents Peru in Lagos?" asks for an ambassador. */
import { countryOf } from '../text/places.ts';

interface Paraphrase {
  readonly pattern: RegExp;
  /** The question in its usual form; undefined where the words only look like it. */
  readonly usual: (groups: Readonly<Record<string, string>>) => string | undefined;
}

const KIND =
  'country|nation|state|government|company|firm|bank|club|team|city|town|outlet|newspaper|agency|man|woman|person|minister|president|leader';

const PARAPHRASES: readonly Paraphrase[] = [
  {
    // An office told by its duty.
    pattern: /^who (?:represents?|represented|is representing) (?<sender>[^,]+?) (?:in|to|at) (?<host>[^,]+)$/i,
    usual: ({ sender, host }) =>
      countryOf(bare(host!)) === undefined ? undefined : `who is the ambassador of ${sender} to ${host}`,
  },
  {
    pattern:
      /^who (?:heads|runs|leads|is (?:the head|in charge) of) (?<whose>(?:the )?[^,]*?)(?<ministry>ministry)(?<of> of [^,]+)?$/i,
    usual: ({ whose, of }) => `who is ${whose}minister${of ?? ''}`,
  },
  {
    // An office told by who gave it.
    pattern:
      /^whom? (?:did|has|have) (?<giver>[^,]+?) (?:appoint|appointed|name|named|choose|chosen|pick|picked|nominate|nominated|send|sent)(?: as| to be)? (?:its|their|his|her|the|an?)? ?(?:new )?(?<office>(?:ambassador|envoy|minister|chief|head|spokes\p{L}+|governor|chancellor|secretary)\b[^,]*)$/iu,
    usual: ({ giver, office }) => `who is ${possessive(giver!)} ${office}`,
  },
  {
    // A deed that is claimed: the responsibility for it is.
    pattern:
      /^(?<who>who|which (?:\p{L}+ ){0,2}?(?:group|organi[sz]ation|militia|movement)) (?:has )?claimed (?!responsibility)(?<deed>.*\b(?:attacks?|bombings?|shootings?|explosions?|blasts?|raids?|killings?)\b.*)$/iu,
    usual: ({ who, deed }) => `${who} claimed responsibility for ${deed}`,
  },
  {
    // Keywords with a rank.
    pattern: new RegExp(
      `^(?:the )?(?:very )?(?<rank>first|latest|last) (?<kind>${KIND}) (?:ever )?to (?<doing>\\S.*)$`,
      'i',
    ),
    usual: ({ rank, kind, doing }) => `which ${kind} was ${rank!.toLowerCase()} to ${doing}`,
  },
];

const bare = (name: string): string => name.replace(/^the /i, '');
const possessive = (name: string): string => (/s$/i.test(name) ? `${name}'` : `${name}'s`);

/** The question in its usual form; as it is where it has it already. */
export function inUsualForm(question: string): string {
  const plain = question.replace(/[?.!\s]+$/, '');
  for (const { pattern, usual } of PARAPHRASES) {
    const groups = pattern.exec(plain)?.groups;
    const asked = groups === undefined ? undefined : usual(groups);
    if (asked !== undefined) return `${asked.replace(/\s+/g, ' ')}?`;
  }
  return question;
}
