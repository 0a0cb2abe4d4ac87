/** A story's coverage as a picture, put into the thread of the message that tells of it. */
import { NewsroomError } from '../../src/errors.ts';
import type { CoverageChart } from '../../src/model.ts';
import { renderChart } from '../chart.ts';
import { shorten, tidy } from '../prose.ts';
import { escapeWithin } from './mrkdwn.ts';
import type { WorkspaceClient } from './web-client.ts';

export const CHART_ALT_MAX_CHARS = 1_000;
export const CHART_TITLE_MAX_CHARS = 250;
const UPLOAD_TIMEOUT_MS = 15_000;

/** Draws the chart and shares it in the thread, described for those who do not see it. Throws what Slack refuses. */
export async function shareChart(
  client: WorkspaceClient,
  chart: CoverageChart,
  { channel, thread }: { readonly channel: string; readonly thread: string },
): Promise<void> {
  const { png } = await renderChart(chart);
  const alt = shorten(tidy(chart.alt).trim(), CHART_ALT_MAX_CHARS);
  // https://docs.slack.dev/reference/methods/files.getUploadURLExternal has alt_txt; the SDK, and what is made after it, alt_text.
  const described = { alt_txt: alt, alt_text: alt };
  const { upload_url, file_id } = await client.files.getUploadURLExternal({
    filename: 'coverage.png',
    length: png.length,
    ...described,
  });
  if (upload_url === undefined || file_id === undefined)
    throw new NewsroomError('unavailable', 'Slack named no place for the picture.');
  const body = new Blob([Uint8Array.from(png)], { type: 'image/png' });
  const sent = await fetch(upload_url, { method: 'POST', body, signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS) });
  if (!sent.ok) throw new NewsroomError('unavailable', `Slack answered the picture with status ${sent.status}.`);
  const title = shorten(tidy(chart.title).trim(), CHART_TITLE_MAX_CHARS) || 'Coverage';
  await client.files.completeUploadExternal({
    files: [{ id: file_id, title }],
    channel_id: channel,
    thread_ts: thread,
    initial_comment: escapeWithin(chart.alt, CHART_ALT_MAX_CHARS),
  });
}
