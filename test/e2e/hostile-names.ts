/**
 * Loaded before the bot (`--import`): every `.example` is this machine, `changing.example` answers each question otherwise, and the
 * most memory that the process ever held is written down at its end.
 */
import dns from 'node:dns';
import { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const CHANGING = ['127.0.0.1', '::ffff:127.0.0.1', '169.254.169.254'];
const LOOK_EVERY_MS = 10;
let questions = 0;

type Found = (error: Error | null, addresses: readonly { readonly address: string; readonly family: number }[]) => void;

/** The web asks for all addresses of a name, always. */
function lookup(host: string, _options: unknown, done: Found): void {
  const address = host.startsWith('changing.') ? CHANGING[questions++ % CHANGING.length]! : '127.0.0.1';
  process.nextTick(done, null, [{ address, family: address.includes(':') ? 6 : 4 }]);
}

dns.lookup = lookup as unknown as typeof dns.lookup;
syncBuiltinESMExports();

const { PEAK_MEMORY_FILE } = process.env;
if (isMainThread && PEAK_MEMORY_FILE !== undefined) {
  // What the system itself remembers of a process begins with the memory of the one that started it.
  let peakBytes = 0;
  const look = (): void => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  };
  setInterval(look, LOOK_EVERY_MS).unref();
  process.on('exit', () => {
    look();
    writeFileSync(PEAK_MEMORY_FILE, String(peakBytes));
  });
}
