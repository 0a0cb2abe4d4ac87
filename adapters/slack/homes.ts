/** People's home pages as they stand: drawn when they come, and again when something on them was pressed. */
import { LRUCache } from 'lru-cache';
import type { Post } from '../../src/model.ts';
import type { Pressed } from './controls.ts';
import { asSlackFailure } from './failures.ts';
import { lookupKindOf, type Origin, renderWaiting, renderWords } from './forms.ts';
import { renderHome } from './home.ts';
import { askedByPerson, FORM_PATIENCE_MS, openForm, within } from './modals.ts';
import type { Reception } from './reception.ts';

/** Pages of which we know what they show. */
const HOMES_REMEMBERED = 2_000;
/** Of a post that is said above a page; a longer one is shown in a modal. */
export const NOTICE_MAX_BLOCKS = 2;
const FROM_HOME: Origin = { fromHome: true };

interface Visitor {
  readonly workspace: string;
  readonly user: { readonly id: string; readonly name?: string };
  readonly trigger: string;
}

export interface Homes {
  /** Draws a person's page. What can't be drawn is in the log. */
  draw(workspace: string, user: string): Promise<void>;
  /** True for a page that was drawn lately. */
  isKnown(workspace: string, user: string): boolean;
  press(visitor: Visitor, press: Pressed): Promise<void>;
}

/** What may stand above a page without hiding it. */
const isShort = ({ blocks, sources = [] }: Post): boolean => blocks.length <= NOTICE_MAX_BLOCKS && sources.length === 0;

export function keepHomes(reception: Reception): Homes {
  const { desk, clientFor, introduced, log } = reception;
  const shown = new LRUCache<string, string>({ max: HOMES_REMEMBERED });
  const turns = new LRUCache<string, Promise<unknown>>({ max: HOMES_REMEMBERED });
  const keyOf = (workspace: string, user: string): string => `${workspace}/${user}`;

  /** One drawing after the other, so that the newest stays; gives whether the page came to say something else. */
  function draw(workspace: string, user: string, noticeFor: (changed: boolean) => Post | undefined): Promise<boolean> {
    const key = keyOf(workspace, user);
    const asked = askedByPerson(workspace, { id: user }, { kind: 'command', name: 'home', text: '' });
    const drawing = (turns.get(key) ?? Promise.resolve()).then(async () => {
      const home = await desk.home(await introduced(asked));
      const says = JSON.stringify(home);
      const changed = shown.get(key) !== says;
      const client = await clientFor(workspace);
      await client.views.publish({ user_id: user, view: renderHome(home, noticeFor(changed)) });
      shown.set(key, says);
      return changed;
    });
    turns.set(
      key,
      drawing.catch(() => undefined),
    );
    return drawing;
  }

  async function orLog(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (thrown) {
      const { code, message } = asSlackFailure(thrown);
      log.warn('slack home not drawn', { code, reason: message });
    }
  }

  /** What changes the page shows there, with what was said above it; what does not is shown in a modal. */
  async function answerOnPage({ workspace, user, trigger }: Visitor, { name, text }: Pressed): Promise<void> {
    const client = await clientFor(workspace);
    const isFound = lookupKindOf(name) === 'story';
    const action = isFound ? { name: `brief:${text}`, text: '' } : { name, text };
    const request = askedByPerson(workspace, user, { kind: 'action', ...action });
    const coming = introduced(request).then((known) => desk.handle(known));
    const quick = await within(coming, FORM_PATIENCE_MS);
    if (quick === undefined) {
      const waiting = await client.views.open({ trigger_id: trigger, view: renderWaiting('Nutgraf', FROM_HOME) });
      const view = renderWords('Nutgraf', await coming, FROM_HOME);
      await client.views.update({ view_id: waiting.view?.id ?? '', view });
      await draw(workspace, user.id, () => undefined);
      return;
    }
    const fits = isShort(quick);
    const changed = await draw(workspace, user.id, (isChanged) => (isChanged && fits ? quick : undefined));
    if (changed && fits) return;
    try {
      await client.views.open({ trigger_id: trigger, view: renderWords('Nutgraf', quick, FROM_HOME) });
    } catch {
      // Too late for a modal: then above the page.
      await draw(workspace, user.id, () => quick);
    }
  }

  return {
    draw: (workspace, user) => orLog(draw(workspace, user, () => undefined)),
    isKnown: (workspace, user) => shown.has(keyOf(workspace, user)),
    async press(visitor, press) {
      if (!press.opensForm) return orLog(answerOnPage(visitor, press));
      const { workspace, user, trigger } = visitor;
      const request = askedByPerson(workspace, user, { kind: 'action', name: press.name, text: press.text });
      const tell = (post: Post) => orLog(draw(workspace, user.id, () => post));
      await openForm(reception, { request, trigger, origin: FROM_HOME, tell });
    },
  };
}
