/** Workspaces that take the app away: their tokens are forgotten, and the newsroom is told. */
import type { AllMiddlewareArgs, App } from '@slack/bolt';
import type { Reception } from './reception.ts';
import type { Workspaces } from './workspaces.ts';

type Context = Pick<AllMiddlewareArgs['context'], 'isEnterpriseInstall' | 'enterpriseId' | 'teamId'>;

export function takeDepartures(
  app: App,
  { desk, log, left }: Pick<Reception, 'desk' | 'log'> & Pick<Workspaces, 'left'>,
): void {
  async function leave({ isEnterpriseInstall, enterpriseId, teamId }: Context, reason: string): Promise<void> {
    const place = isEnterpriseInstall ? { org: enterpriseId } : { workspace: teamId };
    for (const workspace of await left(place)) {
      log.info('slack workspace left', { workspace, reason });
      await desk.lost({ platform: 'slack', workspace }, reason);
    }
  }

  app.event('app_uninstalled', ({ context }) => leave(context, 'The app was uninstalled from the Slack workspace.'));
  app.event('tokens_revoked', async ({ event, context }) => {
    // `oauth` are the tokens of people: we ask for none.
    if ((event.tokens?.bot ?? []).length > 0) await leave(context, 'The Slack workspace has revoked the bot’s token.');
  });
}
