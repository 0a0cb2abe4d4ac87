/** Workspaces that take the app away: their tokens are forgotten, and the newsroom is told. */
import type { AllMiddlewareArgs, App } from '@slack/bolt';
import type { Desk, Log } from '../../src/ports.ts';
import { refusalOf } from './failures.ts';
import type { Workspaces } from './workspaces.ts';

type Context = Pick<AllMiddlewareArgs['context'], 'isEnterpriseInstall' | 'enterpriseId' | 'teamId'>;
type Place = Parameters<Workspaces['left']>[0];

/** Refusals by which Slack tells that a token that once held will not hold again. */
const WORTHLESS: readonly (string | undefined)[] = ['token_revoked', 'account_inactive'];

export interface Departures {
  /** Slack tells of departures, and may do so while nobody listens. */
  listen(app: App): void;
  /** Does something in a workspace that has installed the app; that it has left shows then, too. */
  inside<T>(workspace: string | undefined, work: () => Promise<T>): Promise<T>;
}

export function openDepartures(desk: Desk, { left }: Pick<Workspaces, 'left'>, log: Log): Departures {
  async function leave(place: Place, reason: string): Promise<void> {
    for (const workspace of await left(place)) {
      log.info('slack workspace left', { workspace, reason });
      await desk.lost({ platform: 'slack', workspace }, reason);
    }
  }
  return {
    listen(app) {
      app.event('app_uninstalled', ({ context }) =>
        leave(placeOf(context), 'The app was uninstalled from the Slack workspace.'),
      );
      app.event('tokens_revoked', async ({ event, context }) => {
        // `oauth` are the tokens of people: we ask for none.
        if ((event.tokens?.bot ?? []).length > 0)
          await leave(placeOf(context), 'The Slack workspace has revoked the bot’s token.');
      });
    },
    async inside(workspace, work) {
      try {
        return await work();
      } catch (thrown) {
        if (workspace !== undefined && WORTHLESS.includes(refusalOf(thrown)))
          await leave({ workspace }, 'The app was uninstalled from the Slack workspace while the bot was away.');
        throw thrown;
      }
    },
  };
}

/** An organisation is named by its own id alone, or in the place of a workspace. */
function placeOf({ isEnterpriseInstall, enterpriseId, teamId }: Context): Place {
  if (isEnterpriseInstall || teamId === undefined) return { org: enterpriseId };
  return teamId.startsWith('E') ? { org: teamId } : { workspace: teamId };
}
