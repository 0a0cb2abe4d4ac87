/** Words that news uses for one another. A line is a group; a word may stand in several. Compared as stems. */
import { stem } from '../text/words.ts';

const GROUPS = `
kill die death dead fatality fatal slay murder casualty toll perish victim
injure wound hurt casualty
recognise acknowledge
buy acquire purchase takeover acquisition
sell sale divest
resign quit leave departure
sack fire dismiss oust remove axe
appoint name nominate pick choose
win victory triumph defeat beat
defeat beat overcome rout
elect vote election poll
attack strike raid assault bomb bombard
arrest detain seize capture custody
seize capture conquer
establish found create start launch set
begin start open commence kick launch
end finish close conclude halt stop cease
build construct make produce manufacture create
write author pen
marry wed wife husband spouse marriage
born birth
lift remove end scrap drop repeal rescind
ban prohibit outlaw bar forbid illegal banned
approve pass back endorse adopt ratify
reject refuse decline deny
cost price worth pay fee charge
own possess hold belong owner
rule verdict judgment decide decision find
convict guilty conviction
jail prison imprison sentence
show demonstrate prove reveal
call describe name label dub term refer
live reside dwell inhabit
happen occur place
use employ utilise
need require
receive get obtain
receive accept
give grant award donate hand present
allow permit let enable
leader head chief boss
government regime administration authority cabinet
soldier troop force army military
company firm corporation business
child kid
car vehicle automobile
film movie
ship vessel boat ferry
plane aircraft jet airliner
earthquake quake tremor
fire blaze wildfire
explosion blast bomb
rise increase grow climb jump surge gain
fall drop decline decrease plunge slump lower
advise advice recommend recommendation counsel urge
agree agreement deal accord pact
say tell state add note warn claim assert argue insist stress emphasise explain
announce declare unveil confirm
report note say
criticise condemn denounce slam
praise welcome hail
help aid assist support
protest demonstration rally march
teach instruct
join enter accede
lead head command
send dispatch deploy
develop design invent create devise
discover find detect
originally initially
earlier previous former prior past
later subsequent
famous notable renowned
big large huge great
largest biggest greatest
main major chief principal key primary
near close
new newly fresh
get become
cause trigger spark result
ask request demand
plan intend aim want hope wish seek
show display exhibit
hit strike
sink capsize founder
flee escape
sue lawsuit suit litigation
fraud fraudulent
money fund cash
earn income wage salary
purpose aim goal objective
reason because due
type kind sort form
amount number quantity total
sick ill disease illness
dangerous unsafe hazardous
city town
country nation state
island isle
base headquarter headquarters seat
hit batter lash
river stream
talk negotiate negotiation meeting
visit trip
replace succeed
envoy ambassador diplomat
minister ministry
speak talk tell
import buy purchase
tv television broadcaster
formula f1
prize award honour
arm supply equip back support
west western
east eastern
north northern
south southern
sector field area
leave withdraw withdrawal pullout exit
oppose condemn criticise denounce
takeover seize
`;

function buildIndex(): ReadonlyMap<string, ReadonlySet<string>> {
  const index = new Map<string, Set<string>>();
  for (const line of GROUPS.trim().split('\n')) {
    const stems = line.split(' ').map((word) => stem(word));
    for (const each of stems) {
      const set = index.get(each) ?? new Set<string>();
      for (const other of stems) if (other !== each) set.add(other);
      index.set(each, set);
    }
  }
  return index;
}

let built: ReadonlyMap<string, ReadonlySet<string>> | undefined;
const NONE: ReadonlySet<string> = new Set();

/** Stems of the words that may stand for a word with this stem. */
export function synonymsOf(stemmed: string): ReadonlySet<string> {
  built ??= buildIndex();
  return built.get(stemmed) ?? NONE;
}
