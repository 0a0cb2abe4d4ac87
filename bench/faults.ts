/**
 * What becomes of alerts when things go wrong.
 *
 *   npm run bench -- faults                 a faulty chat, then a newsroom killed 20 times while articles stream in
 *   npm run bench -- faults --kills 200     more killings, about a second each; 0 for none
 */
import { parseArgs } from 'node:util';
import { measureFault, SCENARIOS } from './faulty-chat.ts';
import { printTable, type Row } from './figures.ts';
import { measureKills } from './killings.ts';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '20' } } });
const kills = Number(values.kills);

const rows: Row[] = [];
for (const scenario of SCENARIOS) {
  const { alerts, lost, parked, twice, rawDuplicates, outOfOrder, tooEarly, posts, othersP50, othersP99 } =
    await measureFault(scenario, Math.random);
  rows.push({
    'fault in every 4th channel': scenario.name,
    alerts: String(alerts),
    posts: String(posts),
    lost: String(lost),
    'given up': String(parked),
    twice: String(twice),
    'sent twice': String(rawDuplicates),
    'out of order': String(outOfOrder),
    'too early': String(tooEarly),
    'others p50 s': othersP50,
    'others p99 s': othersP99,
  });
}
printTable(
  'A faulty chat: 40 channels, an alert every 20 s in each, in simulated time over the real outbox. “Twice” is what a chat shows\nthat takes one post a key, as Discord does; “sent twice” is what one without would show. “Others” are channels without a\nfault: seconds from due to shown. A story in a digest counts as shown.',
  rows,
);

if (kills > 0) {
  const startedAt = performance.now();
  const report = await measureKills(kills, Math.random, (n) => {
    if (n % 20 === 0)
      process.stderr.write(`${n} killed after ${((performance.now() - startedAt) / 1_000).toFixed(0)} s\n`);
  });
  const row = Object.fromEntries(Object.entries(report).map(([name, count]) => [name, String(count)]));
  printTable('A newsroom killed (SIGKILL) at random moments while articles stream in, against a naive evaluation.', [
    row,
  ]);
  if (report.missing + report.unexpected + report.twice + report.outOfOrder > 0) process.exitCode = 1;
}
