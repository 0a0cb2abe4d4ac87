/** A person's own page as Slack's App Home. */
import type { types } from '@slack/bolt';
import type { Home, Post } from '../../src/model.ts';
import { shorten, tidy } from '../prose.ts';
import { button, controls } from './controls.ts';
import { lookupAction, VIEW_MAX_BLOCKS } from './forms.ts';
import { context, plain, sections } from './passages.ts';
import { HEADER_MAX_CHARS, postBlocks } from './views.ts';

/** Of the words of one section of the page, and of one item in it. */
export const HOME_WORDS_MAX_CHARS = 6_000;
export const HOME_ITEM_MAX_CHARS = 1_500;
const HOME_WORDS_MAX_BLOCKS = 12;
const HOME_ITEM_MAX_BLOCKS = 4;
const NOTICE_MAX_SLACK_BLOCKS = 10;

type SlackBlock = types.KnownBlock;
type Section = Home['sections'][number];
type Item = NonNullable<Section['items']>[number];

/** Any story, however old: what is typed is looked up. */
const FIND_STORY: SlackBlock = {
  type: 'actions',
  elements: [
    {
      type: 'external_select',
      action_id: lookupAction('story'),
      min_query_length: 2,
      placeholder: plain('Find a story…'),
    },
  ],
};
const DIVIDER: SlackBlock = { type: 'divider' };

/** The page, with what became of the button that was pressed on it last. What is too much is counted, the longest list first. */
export function renderHome(home: Home, notice?: Post): types.HomeView {
  const above = notice === undefined ? [] : [...postBlocks(notice, NOTICE_MAX_SLACK_BLOCKS), DIVIDER];
  const said = [...above, FIND_STORY];
  const drawn = home.sections.map(drawSection);
  const size = (): number => drawn.reduce((sum, section) => sum + sizeOf(section), said.length);
  while (size() > VIEW_MAX_BLOCKS) {
    const longest = drawn.reduce((a, b) => (b.items.length > a.items.length ? b : a));
    if (longest.items.pop() === undefined) break;
    longest.left += 1;
  }
  return { type: 'home', blocks: [...said, ...drawn.flatMap(laidOut)].slice(0, VIEW_MAX_BLOCKS) };
}

/** A section while it is being fitted: its items go one by one. */
interface Drawn {
  readonly head: readonly SlackBlock[];
  readonly items: (readonly SlackBlock[])[];
  readonly foot: readonly SlackBlock[];
  left: number;
}

const sizeOf = ({ head, items, foot, left }: Drawn): number =>
  head.length + items.reduce((sum, item) => sum + item.length, 0) + foot.length + (left > 0 ? 1 : 0);

const laidOut = ({ head, items, foot, left }: Drawn): SlackBlock[] => [
  ...head,
  ...items.flat(),
  ...(left === 0 ? [] : [context([`… and ${left} more that do not fit here.`])]),
  ...foot,
];

function drawSection({ title, blocks, items = [], actions = [] }: Section, at: number): Drawn {
  const words = shorten(tidy(title).trim(), HEADER_MAX_CHARS);
  const header: SlackBlock[] = words === '' ? [] : [{ type: 'header', text: plain(words) }];
  return {
    head: [
      ...(at === 0 ? [] : [DIVIDER]),
      ...header,
      ...sections(blocks, { maxBlocks: HOME_WORDS_MAX_BLOCKS, maxChars: HOME_WORDS_MAX_CHARS }),
    ],
    items: items.map(drawItem),
    foot: controls(actions),
    left: 0,
  };
}

/** A single button stands beside the words, several in a row under them. */
function drawItem({ blocks, actions = [] }: Item): SlackBlock[] {
  const words = sections(blocks, { maxBlocks: HOME_ITEM_MAX_BLOCKS, maxChars: HOME_ITEM_MAX_CHARS, close: true });
  const [first, ...more] = words;
  const [only] = controls(actions)[0]?.elements ?? [];
  if (actions.length !== 1 || actions[0] === undefined || only === undefined || first?.type !== 'section')
    return [...words, ...controls(actions)];
  return [{ ...first, accessory: button(actions[0]) }, ...more];
}
