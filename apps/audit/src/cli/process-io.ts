import type { WriteStream } from 'node:tty';
import { type AuditIo, OutputClosed, type TextOutput } from './audit-io';

export const processIo = (): AuditIo => ({
  env: process.env,
  out: outputTo(process.stdout),
  err: outputTo(process.stderr),
  now: () => new Date(),
});

const DEFAULT_COLUMNS = 120;

function outputTo(stream: WriteStream): TextOutput {
  let closed = false;
  // Without a listener it would end the process with a stack.
  stream.on('error', () => (closed = true));
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns ?? DEFAULT_COLUMNS;
    },
    write: (text) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new OutputClosed());
        stream.write(text, (error) => (error ? reject(new OutputClosed('', { cause: error })) : resolve()));
      }),
  };
}
