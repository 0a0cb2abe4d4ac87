/** Words that tell what kind of thing a capitalised run names, and what somebody's office is. All in lower case. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Nouns that stand before or beside a person's name as their office or standing. */
export const ROLE_HEADS = words(`
  president vice-president premier minister chancellor ambassador envoy secretary governor mayor senator congressman congresswoman
  representative representatives lawmaker legislator deputy mp mep speaker leader chief head chairman chairwoman chair director ceo
  cfo coo executive officer founder co-founder owner partner manager coach captain striker goalkeeper midfielder defender quarterback
  general colonel lieutenant major sergeant admiral commander marshal brigadier spokesman spokeswoman spokesperson official
  judge justice prosecutor attorney lawyer solicitor magistrate sheriff inspector detective constable superintendent commissioner
  professor doctor scientist researcher economist analyst expert historian author writer novelist poet actor actress singer rapper
  director producer journalist reporter editor correspondent columnist photographer activist campaigner adviser advisor
  aide diplomat king queen prince princess duke duchess emperor sultan emir sheikh pope bishop archbishop cardinal
  rabbi imam ayatollah mullah maulvi mawlawi maulana priest reverend pastor candidate nominee
  strongman dictator warlord militant rebel billionaire businessman businesswoman tycoon entrepreneur investor resident
  witness victim suspect gunman driver pilot astronaut engineer architect designer comedian host anchor star legend champion
  teacher student principal dean superstar councillor councilor treasurer comptroller undersecretary co-chair whip
  counsel sister brother wife husband father mother son daughter actor-director sir dame lord lady baroness baron mr mrs ms miss
  mx dr prof gen lt col sgt capt maj adm sen rep gov rev hon pres cmdr sec amb supt det insp madam frau herr monsieur madame mme senor senora
  signor signora investigator
  paramedic firefighter soldier vp counsel columnist critic blogger presenter broadcaster programmer nurse surgeon archaeologist
  meteorologist seismologist volcanologist geologist biologist physicist astronomer psychologist sociologist lecturer farmer fisherman
  taoiseach tanaiste coroner singer-songwriter
  neighbour neighbor friend resident boyfriend girlfriend widow fiance fiancee cousin uncle aunt nephew niece grandfather grandmother`);

/** Offices that are hardly ever a surname: words of any kind may stand before them, "New York City Mayor". */
export const STRICT_ROLE_HEADS = words(`
  president premier minister chancellor ambassador envoy secretary governor mayor senator congressman congresswoman representative
  lawmaker mp spokesman spokeswoman spokesperson chairman chairwoman ceo cfo coo director commissioner founder co-founder editor
  analyst professor attorney prosecutor coach officer executive correspondent reporter adviser advisor superintendent treasurer
  counsel official chief leader general taoiseach coroner sen rep gov`);

/** Words inside or before a role: "deputy foreign minister", "acting chief". */
export const ROLE_MODIFIERS = words(`
  former ex acting interim deputy vice prime foreign interior defence defense finance justice health education energy trade
  agriculture transport transportation environment labour labor culture information communications development economy economic
  home exterior chief senior junior assistant associate managing executive general press presidential prime-ministerial
  national state federal regional provincial local supreme high military police army navy air force security intelligence
  attorney police top veteran longtime outgoing incoming newly elected new late retired permanent special
  under first second third lieutenant major fire  opposition public homeland rebel house senate majority minority party
  republican democratic conservative liberal independent crown grand co commanding political religious spiritual union district
  county city nobel prize-winning hollywood film pop rock`);

/** Courtesy titles and ranks, never part of a comparable name. */
export const COURTESY = words(
  `mr mrs ms miss mx dr prof professor sir dame lord lady gen general lt lieutenant col colonel sgt sergeant capt captain maj major adm
  admiral sen senator rep representative gov governor rev reverend hon pres president minister king queen prince princess
  mullah maulvi mawlawi maulana sheikh ayatollah imam pope st saint jr sr ii iii iv frau herr monsieur madame mme senor senora signor signora`,
);

/** Forms of address that say nothing of an office. */
export const COURTESY_ONLY = words(
  'mr mrs ms miss mx sir dame lord lady madam frau herr monsieur madame mme senor senora signor signora st saint brother sister mullah maulvi mawlawi maulana sheikh haji',
);

/** Particles inside a name that spellings keep or drop. */
export const PARTICLES = words('al el bin ibn ben abu de del della di da dos van von der den la le ul ur e');

/** A run that holds one of these is an organisation. */
export const ORGANISATION_WORDS = words(`
  ministry department university college school institute council committee commission party court bank agency bureau office
  union association federation foundation organisation organization group inc corp corporation co company ltd llc plc gmbh
  airlines airways motors industries holdings partners capital fund trust league club team fc united academy
  church parliament congress senate assembly cabinet government administration authority board service
  police army navy force forces guard guards brigade front movement alliance coalition taliban hezbollah hamas isis isil unesco unicef asean opec qaeda qaida qaeda haram jazeera
  hospital clinic center centre museum theatre theater orchestra press times post news tribune journal herald gazette guardian
  network radio television tv channel magazine society chamber exchange reserve treasury pentagon nato interpol
  laboratory laboratories observatory mission secretariat directorate tribunal syndicate cartel mafia studios pictures records entertainment
  reuters xinhua interfax anadolu novosti images technologies systems software pharmaceuticals energy oil gas petroleum airlines insurance media communications bros brothers`);

/** A run that ends in (or begins with) one of these is a place. */
export const PLACE_WORDS = words(`
  street avenue road boulevard lane square bridge river lake sea ocean bay gulf strait island islands mount mountain mountains
  valley desert peninsula cape city town village county province district state region airport station port harbor harbour park
  forest beach coast zoo aquarium gardens cathedral mosque temple reservoir dam junction corner field hall hotel resort terminal tunnel stadium arena tower castle palace plaza highway canal falls creek hill hills heights township oblast prefecture
  emirate caliphate kingdom republic north south east west northern southern eastern western central`);

/** States and provinces that a first name or a verb could be taken for, and that no gazetteer of countries holds. */
export const REGIONS = words(`
  alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky
  louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon
  pennsylvania tennessee texas utah vermont virginia wisconsin wyoming ontario quebec alberta manitoba saskatchewan queensland
  tasmania bavaria catalonia crimea kashmir punjab sindh balochistan donbas donetsk luhansk kurdistan chechnya siberia tibet xinjiang
  europe africa asia america antarctica oceania scandinavia`);

/** Events, laws, prizes, works: a run that ends in (or begins with) one of these is neither person nor place nor organisation. */
export const THING_WORDS = words(`
  hurricane typhoon storm superstorm cyclone operation asteroid comet war battle day eve cup games olympics award awards prize act
  bill treaty accord accords agreement papers files election elections debate project programme program series rocket conference summit
  festival championship championships marathon massacre revolution uprising crisis constitution law code amendment report money
  bible quran koran covid virus disease syndrome theory street-view album tour show plan deal pact protocol convention initiative
  christmas easter ramadan thanksgiving halloween open final finals race grand-prix prix derby season`);

/** "X of Y" is one name after these. */
export const OF_HEADS = words(`
  ministry department university college school institute council committee commission court bank house chamber bureau office
  republic emirate emirates kingdom state states union organisation organization association federation league church bay gulf cape isle
  isles city board academy center centre museum society order battle treaty statue board army bank bishop archbishop duke duchess prince
  princess queen king earl secretary minister speaker director head chief board strait straits district province town
  international brotherhood front movement party knights sea horn port day declaration bill conference assembly congress confederation
  commonwealth law lord lords rights voice`);

/** Capitalised words that are no names of their own: days, months, languages of address. */
export const NO_NAMES = words(`
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
  november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun i i'm i've i'd i'll ok
  am pm gmt utc est edt cst cdt pst pdt bst cet mr mrs ms dr god internet advertisement copyright`);

/** Verbs that people (and those who speak for something) do: the subject of these is hardly a place. */
export const SPEECH_VERBS = words(`
  said says told added wrote asked replied argued claimed insisted recalled explained described warned tweeted declined denied
  acknowledged admitted testified resigned thinks believes noted stressed emphasised emphasized vowed pledged praised`);
