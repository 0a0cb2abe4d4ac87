/** What a person has settled for themselves, in words. */
import type { Post, WatchOptions } from '../model.ts';
import { code, paragraph, text, whisper } from './spans.ts';
import { optionsInWords } from './watch.ts';

type Settled = Pick<WatchOptions, 'zone' | 'quiet' | 'digest'>;

export function settledInWords({ zone, quiet, digest }: Settled): Post['fields'] & {} {
  const [days = 'at once'] = optionsInWords(digest === undefined ? {} : { digest, zone: zone ?? 'UTC' });
  return [
    { label: 'Time zone', value: zone ?? 'UTC' },
    { label: 'Quiet hours', value: quiet === undefined ? 'none' : `${quiet.from}–${quiet.to}` },
    { label: 'Watchlists in your direct messages', value: days },
  ];
}

export const personalSettingsPost = (settled: Settled, headline: string): Post => ({
  ...whisper(
    headline,
    paragraph(
      text('New watchlists of yours begin with these. By hand: '),
      code('/nutgraf settings --zone Europe/London --quiet 22:00-07:00 --digest daily@08:30'),
    ),
  ),
  fields: settledInWords(settled),
});
