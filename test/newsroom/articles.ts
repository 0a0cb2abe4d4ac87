/** A harbour fire as four outlets tell it over a day, and other news beside it. Every name is invented. */
import type { Item } from './stage.ts';

const at = (time: string): string => `2031-03-04T${time}:00.000Z`;

export const FIRE_BREAKS: Item = {
  guid: 'gazette-1',
  link: 'https://gazette.example/news/dock-fire',
  title: 'Fire at Orlvik grain dock injures four workers',
  publishedAt: at('12:05'),
  text: `A fire broke out at the grain dock in Orlvik on Tuesday morning and injured four workers, the fire service said.

Flames spread from a conveyor belt to two silos before eighty firefighters brought them under control. The port of Orlvik closed its eastern basin to ships.

Fire chief Runa Halvorsen said that dust in the conveyor had probably ignited. The four workers were taken to the Saint Brage hospital with burns. The dock belongs to the grain trader Fjordkorn, which employs 310 people in Orlvik. Police have closed the harbour road and asked people who live nearby to keep their windows shut. The silos held about nine thousand tonnes of barley when the fire began, the company said.`,
};

export const FIRE_RETOLD: Item = {
  guid: 'herald-1',
  link: 'https://herald.example/orlvik-dock-fire',
  title: 'Four hurt as fire sweeps Orlvik grain dock',
  publishedAt: at('12:20'),
  text: `Four workers were hurt when a fire swept through the grain dock in Orlvik on Tuesday, according to the fire service.

The flames began on a conveyor belt and reached two silos of the grain trader Fjordkorn. Eighty firefighters fought the fire. The port closed its eastern basin.

Runa Halvorsen, the fire chief of Orlvik, said dust in the conveyor had probably ignited. The injured workers are being treated for burns at the Saint Brage hospital. People who live near the harbour were asked to keep their windows shut while the silos, which held about nine thousand tonnes of barley, went on smouldering.`,
};

/** Adds the arrest to what was known. */
export const FIRE_ARREST: Item = {
  guid: 'tidings-1',
  link: 'https://tidings.example/fire-arrest',
  title: 'Police arrest safety manager after Orlvik grain dock fire',
  publishedAt: at('15:40'),
  text: `Police in Orlvik have arrested the safety manager of the grain trader Fjordkorn after the fire at its grain dock that injured four workers on Tuesday.

Prosecutor Sigrid Aune said that the 52-year-old manager, Torben Lie, is suspected of having switched off the dust alarm on the conveyor belt. He denies it, his lawyer said.

The fire spread from the conveyor to two silos and was put out by eighty firefighters. The four workers remain at the Saint Brage hospital in Orlvik. Fjordkorn said that it was helping the police and would inspect the dust alarms at all of its docks this week.`,
};

export const TRAM_STRIKE: Item = {
  guid: 'gazette-2',
  link: 'https://gazette.example/news/tram-strike',
  title: 'Tram drivers in Velmora walk out over night shifts',
  publishedAt: at('12:10'),
  text: `Tram drivers in Velmora began a three-day walkout on Tuesday in a dispute over night shifts and rest breaks. The drivers union says that rosters were changed without notice.

The city transport office ran buses on four of eleven lines. Mayor Ines Calder asked both sides to return to the negotiating table. Union leader Tomas Berrin said that drivers would come back when the old rosters did. Schools in Velmora let pupils arrive an hour late, and taxi ranks at the central station had queues of two hundred people by eight in the morning. Talks between the union and the transport office are planned for Wednesday afternoon at the town hall.`,
};

export const PARLIAMENT_VOTE: Item = {
  guid: 'gazette-0',
  link: 'https://gazette.example/news/fishing-quota',
  title: 'Parliament in Stensund cuts the herring quota by a third',
  publishedAt: at('08:00'),
  text: `Parliament in Stensund voted on Tuesday to cut the herring quota by a third from next year. The vote was 94 to 71.

Fisheries minister Pia Lund said that the stock in the Gulf of Havn had halved in ten years. Boat owners called the cut a blow to the coast and announced protests in the harbours of the north. Researchers at the marine institute had asked for a cut of one half. The new quota is 41,000 tonnes and holds for three years. Small boats that fish with lines are exempt, which the opposition had made a condition of its support in the committee.`,
};

/** What the news agency sent, and two outlets printed as it came. */
export const WIRE_TEXT = `KALVEN, March 4 (Nordwire) - The airline Sternair will cut 1,200 jobs by the end of the year as it closes its base in Kalven, the company said on Tuesday.

Chief executive Maud Ellery told staff that the base had lost money for six years. The union of cabin crew called the decision a betrayal and said that it would go to court. Sternair flies to 48 cities from Kalven and carried nine million passengers last year. The airport operator said that it was talking to two other airlines about the slots. Shares in Sternair rose by three percent in morning trading, while those of the airport operator fell by seven percent to their lowest in two years.`;
