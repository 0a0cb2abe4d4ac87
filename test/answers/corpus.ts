/** An invented fortnight of news: a recognition, a ferry, a takeover, a verdict, an election. Every sentence is ours. */
import type { Told } from './stand-in.ts';

export const RECOGNITION: readonly Told[] = [
  {
    id: 'r1',
    source: 'Harbour Post',
    storyId: 'recognition',
    publishedAt: '2031-05-15T18:00:00.000Z',
    title: 'Peru is first to recognise Selvarian government',
    text: `On Thursday Peru became the first country to recognise formally the Selvarian government that took power in 2029. The foreign ministry in Lima said it had accepted the letters of the new Selvarian ambassador, Tomas Arel.

The decision was taken by President Ines Calderon on the advice of Foreign Minister Pablo Ruiz, according to the ministry.

Selvarian Foreign Minister Oren Dask called the recognition "a courageous step" and said it would be an example for others.`,
  },
  {
    id: 'r2',
    source: 'The Lantern',
    storyId: 'recognition',
    publishedAt: '2031-05-15T20:30:00.000Z',
    title: 'Lima recognises Selvaria',
    text: `Peru has become the first state to recognise the new government of Selvaria. The announcement followed a meeting in Arelgrad between Selvarian Foreign Minister Oren Dask and the Peruvian ambassador to Selvaria, Lucia Ferrer.

While Chile and Bolivia have accepted Selvarian envoys, they have stopped short of recognising the government. Western governments remain cautious because of restrictions on the press.

Only Cuba, Ecuador and Uruguay had recognised the previous Selvarian regime (1996-2004).`,
  },
  {
    id: 'r3',
    source: 'Coast Radio',
    storyId: 'recognition',
    publishedAt: '2031-05-16T07:15:00.000Z',
    title: 'Selvaria welcomes recognition by Peru',
    text: `Selvaria welcomed its recognition by Peru on Friday. Lucio Ferrano, the Peruvian ambassador to Selvaria, handed over the note, the foreign ministry said.

Peru had removed the Selvarian Front from its list of terrorist groups in March this year. The civil war of the 1980s cost about 12,000 Selvarian soldiers their lives.`,
  },
];

export const FERRY: readonly Told[] = [
  {
    id: 'f1',
    source: 'Harbour Post',
    storyId: 'ferry',
    publishedAt: '2031-05-10T08:00:00.000Z',
    title: 'Ferry sinks off Marn island',
    text: `The ferry Blue Heron sank off the island of Marn on Friday night after hitting a reef. At least nine people were killed, the coast guard said on Saturday.

Captain Jorun Sel, 54, was rescued. The ferry was built in 1998 by Tarn Shipyards.`,
  },
  {
    id: 'f2',
    source: 'The Lantern',
    storyId: 'ferry',
    publishedAt: '2031-05-12T08:00:00.000Z',
    title: 'Death toll of Marn ferry accident rises',
    text: `The death toll of the sinking of the ferry Blue Heron has risen to 23, the coast guard said on Monday. Divers were searching for six missing passengers.

The ferry sank because its steering had failed, according to a first report by the transport ministry. Prosecutors arrested the owner, Hale Brandt, in Port Marn on Sunday.`,
  },
  {
    id: 'f3',
    source: 'Isle Wire',
    storyId: 'ferry',
    publishedAt: '2031-05-12T09:00:00.000Z',
    copyOf: 'f2',
    title: 'Death toll of Marn ferry accident rises',
    text: `The death toll of the sinking of the ferry Blue Heron has risen to 23, the coast guard said on Monday. Divers were searching for six missing passengers.`,
  },
];

export const BUSINESS: readonly Told[] = [
  {
    id: 'b1',
    source: 'Ledger Daily',
    publishedAt: '2031-05-08T10:00:00.000Z',
    title: 'Quillon buys Petrel Robotics',
    text: `Quillon Systems has bought the drone maker Petrel Robotics for $4.2 billion, the companies said on Wednesday. Petrel Robotics was founded in 2019 by the engineer Maud Iversen.

The takeover must still be approved by the competition authority. Quillon, which runs the search service Findery, has paid phone makers to keep Findery on their screens.`,
  },
  {
    id: 'b2',
    source: 'Circuit Review',
    publishedAt: '2031-05-11T10:00:00.000Z',
    title: 'Publishers take Quillon to court',
    text: `A group of publishers has filed a suit against Quillon Systems, accusing the company of harming their revenue. Quillon denied the accusation.`,
  },
];

export const COURT: readonly Told[] = [
  {
    id: 'c1',
    source: 'Harbour Post',
    publishedAt: '2031-05-06T15:00:00.000Z',
    title: 'Former minister found guilty',
    text: `A court in Port Marn convicted the former transport minister Edda Norrin of accepting bribes on Tuesday. Judge Piet Laan sentenced Norrin to four years in prison.

The verdict came after a trial of eleven weeks. Norrin's lawyer, Sofia Brandt, said: "We will appeal against this judgment."`,
  },
];

export const ELECTION: readonly Told[] = [
  {
    id: 'e1',
    source: 'The Lantern',
    publishedAt: '2031-05-18T22:00:00.000Z',
    title: 'Green League wins Marn election',
    text: `The Green League won the election on Marn on Sunday with 41 percent of the vote. Its leader, Katla Voss, will become governor in June.

The Harbour Party came second with 33 percent. Turnout was 68 percent, the highest since 1999.`,
  },
];

export const NEWS: readonly Told[] = [...RECOGNITION, ...FERRY, ...BUSINESS, ...COURT, ...ELECTION];
