import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { CONSOLE_CHANNEL, createConsole } from '../../../adapters/console/index.ts';
import { chatContract } from '../../contracts/chat.contract.ts';
import { deskOf } from '../../contracts/desk-double.ts';
import { readTranscript } from './transcript.ts';

for (const colour of [false, true]) {
  chatContract(`The console ${colour ? 'in colour' : 'in plain text'}`, {
    platform: 'console',
    failures: colour ? [] : [{ name: 'the terminal closes', on: 'post', code: 'channel_gone' }],
    async open(desk) {
      const input = new PassThrough();
      const output = new PassThrough();
      let written = '';
      output.on('data', (chunk) => {
        written += String(chunk);
      });
      let lines = 0;
      const chat = createConsole({ input, output, colour, interactive: false });
      const taken = new Map<number, () => void>();
      await chat.start(
        deskOf((request) => {
          const answer = desk.handle(request);
          lines += 1;
          taken.get(lines)?.();
          return answer;
        }),
      );
      const type = async (line: string): Promise<void> => {
        const noticed = new Promise<void>((resolve) => taken.set(lines + 1, resolve));
        input.write(`${line}\n`);
        await noticed;
      };
      return {
        chat,
        channel: CONSOLE_CHANNEL,
        seen: () => readTranscript(written),
        command: (name, text) => type(`/${name} ${text}`.trim()),
        question: type,
        fail: () => output.destroy(),
        async close() {
          input.end();
          await chat.finished;
          if (!output.destroyed) {
            output.end();
            await once(output, 'close').catch(() => {});
          }
        },
      };
    },
  });
}
