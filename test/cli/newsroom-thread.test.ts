import { afterEach, describe, expect, it } from 'vitest';
import type { Connections } from '../../src/cli/chats.ts';
import { type NewsroomThread, startNewsroomThread } from '../../src/cli/newsroom-thread.ts';
import type { ChatRequest } from '../../src/model.ts';

const MEMORY_MB = 32;
const PATIENCE_MS = 60_000;

const said: string[] = [];
const log = {
  info: () => {},
  warn: () => {},
  error: (event: string, fields?: Readonly<Record<string, unknown>>) =>
    void said.push(`${event} ${JSON.stringify(fields)}`),
};
const asked = (text: string): ChatRequest => ({ text }) as unknown as ChatRequest;
let thread: NewsroomThread | undefined;

function startDying(): NewsroomThread {
  thread = startNewsroomThread(
    {} as Connections,
    {
      dataDir: undefined,
      configDir: '',
      sample: false,
      unhurried: false,
      backfill: 0,
      logLevel: 'error',
      platforms: [],
    },
    { log, memoryMb: MEMORY_MB, module: new URL('./dying-thread.ts', import.meta.url) },
  );
  return thread;
}

afterEach(async () => {
  await thread?.close();
  said.length = 0;
});

describe('the newsroom’s thread', () => {
  it.each([
    ['fill the memory', /started again.*needed more memory than the 32 MB/],
    ['throw', /started again.*The newsroom has stopped/],
  ])(
    'is started again when it dies of “%s”: who waits is told, the log says why, and the next question is answered',
    async (fate, why) => {
      const { desk, opened } = startDying();
      await opened;
      await expect(desk.handle(asked(fate))).rejects.toMatchObject({ code: 'unavailable' });
      expect((await desk.handle(asked('answer'))).headline?.text).toBe('An answer');
      expect(said).toEqual([expect.stringMatching(why)]);
    },
    PATIENCE_MS,
  );

  it('is not started again when it is closed', async () => {
    const { opened, close } = startDying();
    await opened;
    await close();
    expect(said).toEqual([]);
  });
});
