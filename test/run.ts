/**
 * `npm test`: format and lint, types, dead code, then the tests. Every check runs, whatever failed before it, and the last line
 * counts them all: `N passed, N failed`. Arguments go on to vitest.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const scratch = mkdtempSync(join(tmpdir(), 'nutgraf-test-'));
const report = join(scratch, 'vitest.json');

function run(title: string, command: string, args: readonly string[]): boolean {
  console.log(`\n— ${title}`);
  return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

const checks = [
  run('format and lint', bin('biome'), ['check', '.']),
  run('types', bin('tsc'), ['--noEmit']),
  run('dead code', bin('knip'), []),
];
const tested = run('tests', bin('vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);

let passed = checks.filter(Boolean).length;
let failed = checks.length - passed;
try {
  const counted = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number };
  passed += counted.numPassedTests;
  // A file that can't even be loaded fails no test of its own.
  failed += Math.max(counted.numFailedTests, tested ? 0 : 1);
} catch (cause) {
  console.error('vitest left no report:', cause);
  failed += 1;
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
