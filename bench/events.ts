/** What happens in the made-up world: each event has its facts, several ways to tell each of them, and questions with their answers. */
import type { Below } from './words.ts';
import { inventedName, OUTLETS } from './words.ts';

export interface Asked {
  readonly question: string;
  /** A right answer holds one of these, in lower case; absent where a refusal is right. */
  readonly expected?: readonly string[];
}

export interface Happening {
  readonly titles: readonly string[];
  /** Each fact in several wordings; the first fact opens the report. `{day}` is the weekday. */
  readonly facts: readonly (readonly string[])[];
  /** Who speaks in the report. */
  readonly people: readonly string[];
  readonly place: string;
  readonly questions: readonly Asked[];
}

type Teller = (below: Below) => Happening;

const person = (below: Below): string => `${inventedName(below, 1)} ${inventedName(below, 2)}`;
const surname = (name: string): string => name.split(' ').at(-1)!;
const pick = <T>(below: Below, list: readonly T[]): T => list[below(list.length)]!;

function appointment(below: Below): Happening {
  const [next, before, chair] = [person(below), person(below), person(below)];
  const organisation = `${inventedName(below, 2)} ${pick(below, ['Group', 'Holdings', 'Bank', 'Institute'])}`;
  const place = inventedName(below, 3);
  const office = pick(below, ['chief executive', 'chairman', 'finance director', 'president']);
  return {
    titles: [
      `${organisation} names ${next} as ${office}`,
      `${next} to lead ${organisation}`,
      `${surname(next)} replaces ${surname(before)} at ${organisation}`,
      `New ${office} for ${organisation}`,
    ],
    facts: [
      [
        `${organisation} appointed ${next} as its ${office} on {day}.`,
        `${next} was named ${office} of ${organisation} on {day}.`,
        `The board of ${organisation} has chosen ${next} as ${office}, it said on {day}.`,
      ],
      [
        `${next} replaces ${before}, who resigned after a dispute with shareholders.`,
        `${surname(next)} succeeds ${before}, who stepped down after a dispute with shareholders.`,
        `The previous ${office}, ${before}, resigned after a dispute with shareholders.`,
      ],
      [
        `${organisation} has its headquarters in ${place}.`,
        `The company is based in ${place}, where ${surname(next)} was born.`,
        `Staff were told at a meeting at the headquarters in ${place}.`,
      ],
    ],
    people: [next, chair],
    place,
    questions: [
      { question: `Who was appointed ${office} of ${organisation}?`, expected: [surname(next).toLowerCase()] },
      { question: `Who did ${next} replace at ${organisation}?`, expected: [surname(before).toLowerCase()] },
      { question: `Where is ${organisation} based?`, expected: [place.toLowerCase()] },
    ],
  };
}

function accident(below: Below): Happening {
  const place = inventedName(below, 3);
  const [killed, injured] = [3 + below(40), 50 + below(200)];
  const vehicle = pick(below, ['ferry', 'train', 'bus', 'tram']);
  const [chief, driver] = [person(below), person(below)];
  return {
    titles: [
      `${killed} killed in ${vehicle} accident near ${place}`,
      `${vehicle} crash near ${place} leaves ${killed} dead`,
      `Rescuers search wreck of ${vehicle} near ${place}`,
      `${place} mourns after ${vehicle} disaster`,
    ].map((title) => title[0]!.toUpperCase() + title.slice(1)),
    facts: [
      [
        `At least ${killed} people were killed when a ${vehicle} crashed near ${place} on {day}.`,
        `A ${vehicle} accident near ${place} killed ${killed} people on {day}.`,
        `${killed} people died on {day} after a ${vehicle} crashed near ${place}.`,
      ],
      [
        `Another ${injured} people were injured, the fire service said.`,
        `${injured} passengers were injured and taken to hospital in ${place}.`,
        `Hospitals in ${place} treated ${injured} injured passengers.`,
      ],
      [
        `Police arrested the driver, ${driver}, in the evening.`,
        `The driver, ${driver}, was arrested in the evening.`,
        `${driver}, who drove the ${vehicle}, was arrested and questioned.`,
      ],
    ],
    people: [chief],
    place,
    questions: [
      { question: `How many people were killed in the ${vehicle} accident near ${place}?`, expected: [String(killed)] },
      {
        question: `Who was arrested after the ${vehicle} crash near ${place}?`,
        expected: [surname(driver).toLowerCase()],
      },
      { question: `How many people were injured in the ${vehicle} crash near ${place}?`, expected: [String(injured)] },
    ],
  };
}

function takeover(below: Below): Happening {
  const [buyer, bought] = [inventedName(below, 2), inventedName(below, 2)];
  const millions = 20 + below(900);
  const place = inventedName(below, 3);
  const chief = person(below);
  return {
    titles: [
      `${buyer} buys ${bought} for $${millions} million`,
      `${buyer} to take over ${bought}`,
      `${bought} agrees to $${millions} million takeover`,
      `Takeover of ${bought} alarms unions in ${place}`,
    ],
    facts: [
      [
        `${buyer} bought its rival ${bought} for $${millions} million on {day}.`,
        `${buyer} agreed on {day} to pay $${millions} million for ${bought}.`,
        `${bought} was bought by ${buyer} for $${millions} million, both companies said on {day}.`,
      ],
      [
        `${bought} makes pumps and valves in ${place}.`,
        `The factories of ${bought} in ${place} make pumps and valves.`,
        `${bought}, a maker of pumps and valves, has its factories in ${place}.`,
      ],
      [
        `The chief executive of ${buyer}, ${chief}, said that no jobs would be lost.`,
        `No jobs would be lost, said ${chief}, the chief executive of ${buyer}.`,
        `${chief}, chief executive of ${buyer}, promised that no jobs would be lost.`,
      ],
    ],
    people: [chief, person(below)],
    place,
    questions: [
      { question: `Who bought ${bought}?`, expected: [buyer.toLowerCase()] },
      { question: `How much did ${buyer} pay for ${bought}?`, expected: [String(millions)] },
      {
        question: `Which outlet first reported that ${buyer} bought ${bought}?`,
        expected: OUTLETS.map((outlet) => outlet.toLowerCase()),
      },
    ],
  };
}

function verdict(below: Below): Happening {
  const [accused, judge] = [person(below), person(below)];
  const years = 2 + below(25);
  const place = inventedName(below, 3);
  const crime = pick(below, ['fraud', 'bribery', 'arson', 'smuggling']);
  return {
    titles: [
      `${surname(accused)} jailed for ${years} years`,
      `Court in ${place} sentences ${accused} for ${crime}`,
      `${accused} guilty of ${crime}`,
      `${years} years for ${surname(accused)} in ${crime} trial`,
    ],
    facts: [
      [
        `A court in ${place} sentenced ${accused} to ${years} years in prison for ${crime} on {day}.`,
        `${accused} was sentenced to ${years} years in prison for ${crime} by a court in ${place} on {day}.`,
        `${accused} must go to prison for ${years} years for ${crime}, a court in ${place} ruled on {day}.`,
      ],
      [
        `Judge ${judge} said that the accused had shown no regret.`,
        `The judge, ${judge}, said that ${surname(accused)} had shown no regret.`,
        `${surname(accused)} had shown no regret, said the judge, ${judge}.`,
      ],
      [
        `Lawyers for ${surname(accused)} said that they would appeal.`,
        `${surname(accused)} will appeal, the lawyers said.`,
        `The lawyers announced an appeal.`,
      ],
    ],
    people: [judge, person(below)],
    place,
    questions: [
      { question: `How many years in prison was ${accused} sentenced to?`, expected: [String(years)] },
      { question: `Was ${accused} sentenced to prison?`, expected: ['yes'] },
      { question: `Where was ${accused} sentenced?`, expected: [place.toLowerCase()] },
    ],
  };
}

function storm(below: Below): Happening {
  const [name, place] = [inventedName(below, 2), inventedName(below, 3)];
  const homes = 1_000 * (2 + below(90));
  const mayor = person(below);
  const written = homes.toLocaleString('en-GB');
  return {
    titles: [
      `Storm ${name} cuts power to ${written} homes in ${place}`,
      `${place} counts damage after storm ${name}`,
      `Storm ${name} batters ${place}`,
      `Storm ${name}: mayor of ${place} asks for help`,
    ],
    facts: [
      [
        `Storm ${name} hit ${place} on {day} and left ${written} homes without power.`,
        `${written} homes in ${place} lost power when storm ${name} hit the city on {day}.`,
        `Storm ${name} cut power to ${written} homes in ${place} on {day}.`,
      ],
      [
        `The mayor of ${place}, ${mayor}, declared an emergency.`,
        `${mayor}, the mayor of ${place}, declared an emergency in the evening.`,
        `An emergency was declared by the mayor, ${mayor}.`,
      ],
      [
        `Schools will stay closed until the end of the week.`,
        `All schools in ${place} stay closed for the week.`,
        `The city closed its schools for the week.`,
      ],
    ],
    people: [mayor],
    place,
    questions: [
      { question: `How many homes lost power when storm ${name} hit ${place}?`, expected: [written] },
      { question: `Who is the mayor of ${place}?`, expected: [surname(mayor).toLowerCase()] },
      { question: `Did storm ${name} hit ${place}?`, expected: ['yes'] },
    ],
  };
}

export const TELLERS: readonly Teller[] = [appointment, accident, takeover, verdict, storm];

/** Questions about what never happened, of every kind: all are to be refused. */
export function unanswerable(below: Below): readonly Asked[] {
  return TELLERS.map((tell) => ({ question: tell(below).questions[below(2)]!.question }));
}
