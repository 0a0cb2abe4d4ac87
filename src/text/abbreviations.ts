/** Words that a full stop follows without ending the sentence. In lower case, without their stop. */

/** Always followed by a name. */
export const TITLES: ReadonlySet<string> = new Set(
  `mr mrs ms mx dr prof gen lt col sgt capt cpt maj adm cmdr cmdt brig sen rep reps gov gov't rev hon pres supt insp atty msgr fr
  messrs mme mlle det cpl pvt pte ofc sr. amb sec mt ft rt`.split(/\s+/),
);

/** Followed by a number, a name or the rest of the sentence, and now and then by a new sentence. */
export const ABBREVIATIONS: ReadonlySet<string> = new Set(
  `st inc corp co ltd llc plc bros jr sr ave blvd rd hwy dept dist univ assn est approx vs v cf al ca etc e.g i.e
  jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
  calif ariz colo conn fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ala ark del
  ph.d m.d b.a m.a a.m p.m op cit ed eds vol fig pp`.split(/\s+/),
);

/** An abbreviation only before a number: "No. 10", "p. 4", "Art. 5". */
export const BEFORE_NUMBERS: ReadonlySet<string> = new Set('no nos p pp art sec ch fig vol par para nr'.split(' '));

/** Words that begin sentences and, with a capital, hardly ever stand inside a name. */
export const SENTENCE_STARTERS: ReadonlySet<string> = new Set(
  `The A An He She It They We I You This That These Those There Here His Her Its Their Our My Your But And Or Nor So Yet If When While
  Where Why How What Who Which In On At By For From With Without To As After Before Since Until During Under Over Between Among
  Although Though Because However Meanwhile Moreover Also Another Other Others Some Many Most Both Each Every All Few Several No Not
  None One Two Three Once Then Now Today Yesterday Later Earlier Despite According Such Instead Still Even Police Officials Authorities
  Just Only Asked Let Please Thank Like Last Next`.split(/\s+/),
);
