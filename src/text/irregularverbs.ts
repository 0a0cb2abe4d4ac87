/** Irregular verbs of English that the news uses: infinitive, past, participle. Forms that are words of their own kind ("read", "put") need no entry. */
const VERBS = `
arise arose arisen; awake awoke awoken; bear bore born; beat beat beaten; become became become; begin began begun; bend bent bent;
bind bound bound; bite bit bitten; bleed bled bled; blow blew blown; break broke broken; breed bred bred; bring brought brought;
build built built; burn burnt burnt; buy bought bought; catch caught caught; choose chose chosen; cling clung clung; come came come;
creep crept crept; deal dealt dealt; dig dug dug; do did done; draw drew drawn; dream dreamt dreamt; drink drank drunk;
drive drove driven; eat ate eaten; fall fell fallen; feed fed fed; feel felt felt; fight fought fought; find found found; flee fled fled;
fly flew flown; forbid forbade forbidden; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten;
give gave given; go went gone; grind ground ground; grow grew grown; hang hung hung; have had had; hear heard heard; hide hid hidden;
hold held held; keep kept kept; kneel knelt knelt; know knew known; lay laid laid; lead led led; leap leapt leapt; learn learnt learnt;
leave left left; lend lent lent; light lit lit; lose lost lost; make made made; mean meant meant; meet met met; mistake mistook mistaken;
overcome overcame overcome; overthrow overthrew overthrown; overtake overtook overtaken; pay paid paid; ride rode ridden; ring rang rung;
rise rose risen; run ran run; say said said; see saw seen; seek sought sought; sell sold sold; send sent sent; shake shook shaken;
shine shone shone; shoot shot shot; show showed shown; shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat sat;
slay slew slain; sleep slept slept; slide slid slid; speak spoke spoken; spend spent spent; spin spun spun; spring sprang sprung;
stand stood stood; steal stole stolen; stick stuck stuck; sting stung stung; strike struck stricken; strive strove striven;
swear swore sworn; sweep swept swept; swim swam swum; swing swung swung; take took taken; teach taught taught; tear tore torn;
tell told told; think thought thought; throw threw thrown; undergo underwent undergone; understand understood understood;
undertake undertook undertaken; uphold upheld upheld; wake woke woken; wear wore worn; weep wept wept; win won won;
withdraw withdrew withdrawn; withhold withheld withheld; withstand withstood withstood; write wrote written; foresee foresaw foreseen;
be was been; be were been; be am been; be is been; be are been; die died died; lie lied lied; tie tied tied`;

/** Infinitives by their irregular forms. */
export const INFINITIVES: ReadonlyMap<string, string> = new Map(
  VERBS.split(';').flatMap((line): [string, string][] => {
    const [infinitive = '', past = '', participle = ''] = line.trim().split(/\s+/);
    return [
      [past, infinitive],
      [participle, infinitive],
    ];
  }),
);
