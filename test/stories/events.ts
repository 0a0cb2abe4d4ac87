/** Invented events, each told by several invented outlets in their own words. */
export interface Told {
  readonly event: string;
  readonly source: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: string;
}

export const FERRY: readonly Told[] = [
  {
    event: 'ferry',
    source: 'Harbour Post',
    title: 'Ferry Aurelia runs aground off Skarnholm with 214 aboard',
    text: 'The passenger ferry Aurelia ran aground on a reef off the island of Skarnholm early on Tuesday with 214 people aboard, the coastguard said. Lifeboats took most passengers to the harbour within two hours. Nobody was seriously hurt.\n\nThe captain reported that the rudder had failed shortly after the ferry left Lindevik. Divers will inspect the hull once the tide turns.',
    publishedAt: '2031-03-04T07:10:00.000Z',
  },
  {
    event: 'ferry',
    source: 'Lindevik Tidende',
    title: 'Passengers rescued as Aurelia hits reef near Skarnholm',
    text: 'Lifeboat crews brought more than two hundred passengers ashore on Skarnholm after the ferry Aurelia struck a reef in calm weather on Tuesday morning. The vessel had just left Lindevik when its rudder failed, according to the captain.\n\nThe coastguard closed the sound to other ships while divers looked at the hull of the Aurelia. The ferry company said it would pay for the passengers to travel home.',
    publishedAt: '2031-03-04T08:45:00.000Z',
  },
  {
    event: 'ferry',
    source: 'The Northern Ledger',
    title: 'Rudder failure blamed after ferry grounding at Skarnholm',
    text: 'A failed rudder drove the ferry Aurelia onto the reef at Skarnholm on Tuesday, its captain has told the coastguard. All 214 passengers and crew were taken off by lifeboats.\n\nInspectors will examine whether the rudder of the Aurelia had been serviced before it sailed from Lindevik. Oil has not leaked from the hull, the coastguard said.',
    publishedAt: '2031-03-04T11:20:00.000Z',
  },
];

export const STRIKE: readonly Told[] = [
  {
    event: 'strike',
    source: 'Harbour Post',
    title: 'Tram drivers in Velmora walk out over night shifts',
    text: 'Tram drivers in Velmora began a three-day walkout on Tuesday in a dispute over night shifts and rest breaks. The drivers union says that rosters were changed without notice.\n\nThe city transport office ran buses on four of eleven lines. Mayor Ines Calder asked both sides to return to the negotiating table.',
    publishedAt: '2031-03-04T06:30:00.000Z',
  },
  {
    event: 'strike',
    source: 'Velmora Daily',
    title: 'Walkout by tram drivers empties tracks across Velmora',
    text: 'Velmora woke to empty tram tracks on Tuesday as drivers walked out over rosters that their union calls exhausting. Night shifts were lengthened last month without notice, union leader Tomas Berrin said.\n\nThe transport office put on buses, and mayor Ines Calder offered to mediate in the dispute over shifts and breaks.',
    publishedAt: '2031-03-04T07:50:00.000Z',
  },
  {
    event: 'strike',
    source: 'Inland Courier',
    title: 'Velmora tram strike: union and city to meet on night shifts',
    text: 'The union of tram drivers in Velmora and the city transport office will meet on Wednesday to talk about night shifts, the issue behind the walkout that has stopped trams on most lines.\n\nUnion leader Tomas Berrin said drivers would return if the old rosters came back. Mayor Ines Calder will chair the talks about rosters and rest breaks.',
    publishedAt: '2031-03-04T14:05:00.000Z',
  },
];

export const VACCINE: readonly Told[] = [
  {
    event: 'vaccine',
    source: 'The Northern Ledger',
    title: 'Regulator approves first malaria vaccine for newborns',
    text: 'The medicines regulator of Orvenia has approved a malaria vaccine for newborns, the first of its kind. In trials with 9,000 infants the vaccine, made by Helmgard, cut severe malaria by two thirds.\n\nClinics will give the first doses in May. Helmgard said it could make forty million doses of the vaccine a year.',
    publishedAt: '2031-03-04T09:00:00.000Z',
  },
  {
    event: 'vaccine',
    source: 'Velmora Daily',
    title: 'Helmgard wins approval for newborn malaria vaccine',
    text: 'Helmgard may sell its malaria vaccine for newborns after the regulator in Orvenia gave its approval on Tuesday. The trials covered 9,000 infants and found that severe malaria fell by two thirds.\n\nThe company plans forty million doses a year. Doctors called the approval of the vaccine a turning point for infants in the region.',
    publishedAt: '2031-03-04T12:30:00.000Z',
  },
];

/** A neighbour of FERRY on the same topic: another ship, another place, the same days. */
export const FREIGHTER: readonly Told[] = [
  {
    event: 'freighter',
    source: 'Harbour Post',
    title: 'Freighter Brandal loses forty containers in storm off Cape Ossel',
    text: 'The freighter Brandal lost forty containers in a storm off Cape Ossel on Tuesday. Some held fireworks, the shipping line said, and fishermen were told to keep away.\n\nThe Brandal was on its way from Porto Vey with timber and toys. The coastguard is tracking the containers by aeroplane.',
    publishedAt: '2031-03-04T10:15:00.000Z',
  },
  {
    event: 'freighter',
    source: 'Inland Courier',
    title: 'Containers adrift after storm batters freighter off Cape Ossel',
    text: 'Forty containers from the freighter Brandal are adrift off Cape Ossel after a storm that tore their lashings on Tuesday. The shipping line warned that several hold fireworks.\n\nFishermen from Porto Vey have been asked to report containers that they see. The Brandal reached port with its timber cargo intact.',
    publishedAt: '2031-03-04T13:40:00.000Z',
  },
];
