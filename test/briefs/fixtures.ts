/** Invented articles for the tests of this room. */
import type { BriefInput } from '../../src/briefs/write.ts';
import type { Article } from '../../src/model.ts';
import { readText } from '../../src/text/read.ts';
import type { Reading } from '../../src/text/reading.ts';

export function article(fields: Partial<Article> & Pick<Article, 'id'>): Article {
  const text = fields.text ?? '';
  return {
    source: `Outlet ${fields.id}`,
    title: '',
    text,
    lang: 'en',
    publishedAt: '2025-03-06T08:00:00.000Z',
    publishedAtGuessed: false,
    seenAt: '2025-03-06T09:00:00.000Z',
    revision: 1,
    contentHash: `${fields.title ?? ''}\n${text}`,
    storyId: 's1',
    ...fields,
  };
}

export const read = ({ text, lang }: Pick<Article, 'text' | 'lang'>): Reading => readText(text, { lang });

/** What `writeBrief` asks for, for some articles of one story. */
export function briefInput(articles: readonly Article[], fields: Partial<BriefInput> = {}): BriefInput {
  return {
    story: { id: 's1', title: articles[0]?.title ?? '', revision: 1 },
    articles,
    read,
    disagreements: [],
    timeline: [],
    carriedBy: articles.length,
    independentSources: articles.length,
    ...fields,
  };
}

/** Three reports of one accident, written apart; the last one later, with a higher toll. */
export const CRANE: readonly Article[] = [
  article({
    id: 'a1',
    title: 'Crane collapse at Norvik harbour kills four',
    text: `NORVIK (Nordic Wire) - A dockside crane collapsed onto a ferry at Norvik harbour on Wednesday, killing four people, the coastguard said.

The ferry Astrid was taking on passengers for the island of Hald when the crane came down across its stern. It had been inspected in January.

Harbour director Ada Holm said the cause was unknown. "We will open every file to the investigators," Holm told reporters on the quay.

Norvik, a town of 30,000 people, lost its last fishing company in 2011.`,
  }),
  article({
    id: 'a2',
    title: 'Four dead after crane falls on ferry in Norvik',
    text: `Four people were killed when a crane collapsed onto the ferry Astrid in the harbour of Norvik on Wednesday.

He was lucky, said one passenger. Prime Minister Nils Berg flew to the town and ordered an inquiry into the safety of harbour cranes.

Ada Holm, the director of the harbour, said nobody knew yet why the crane had given way.`,
    publishedAt: '2025-03-06T10:00:00.000Z',
  }),
  article({
    id: 'a3',
    title: 'Norvik crane collapse: six dead, captain among the victims',
    text: `Six people have died since a crane collapsed onto a ferry at Norvik on Wednesday, the hospital in the town said on Friday.

The captain of the Astrid, Jon Vik, was among the victims, his family said.

Prime Minister Nils Berg has ordered an inquiry into harbour cranes, to be led by the judge Eva Lind.`,
    publishedAt: '2025-03-07T12:00:00.000Z',
  }),
];

/** The second report again, word for word, under another name. */
export const CRANE_COPY: Article = article({
  ...CRANE[1]!,
  id: 'a4',
  source: 'Hald Gazette',
  copyOf: 'a2',
  publishedAt: '2025-03-06T11:00:00.000Z',
});
