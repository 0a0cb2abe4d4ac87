/** In place of the newsroom's thread: opens, answers, and dies of what it is asked. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ChatCalls, joinWire, type NewsroomCalls, type ThreadOptions } from '../../src/cli/wire.ts';
import { deskOf } from '../contracts/desk-double.ts';

const port = parentPort!;
const { dataDir = '' } = workerData as ThreadOptions;

const desk = deskOf(async (request) => {
  const { text } = request as unknown as { readonly text: string };
  if (text === 'fill the memory') {
    const kept: unknown[] = [];
    for (;;) kept.push({ text: `${kept.length}`.repeat(100) });
  }
  if (text === 'throw') setImmediate(() => void Promise.reject(new Error('a fault that nobody caught')));
  if (text !== 'answer') await new Promise(() => {});
  return { audience: 'everyone', headline: { text: 'An answer' }, blocks: [] };
});

const chats = joinWire<ChatCalls, NewsroomCalls>(port, {
  ...desk,
  settled: async () => {},
  async close() {
    setImmediate(() => port.close());
  },
});
await chats.opened({ value: { dataDir, articles: 0, stories: 0, feeds: 0, watchlists: 0, sample: false } });
