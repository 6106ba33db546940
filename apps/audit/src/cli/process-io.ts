import type { Writable } from 'node:stream';
import { notDone } from './audit-error';
import { type AuditIo, OutputClosed, type TextOutput } from './audit-io';

export const processIo = (): AuditIo => ({
  env: process.env,
  out: outputTo(process.stdout),
  err: outputTo(process.stderr),
  now: () => new Date(),
});

const DEFAULT_COLUMNS = 120;

/** Has a terminal's members if it is one. */
export function outputTo(stream: Writable & { readonly isTTY?: boolean; readonly columns?: number }): TextOutput {
  let failure: Error | undefined;
  const failed = (error: NodeJS.ErrnoException): Error => (failure ??= failureOf(error));
  // Without a listener it would end the process with a stack.
  stream.on('error', failed);
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns ?? DEFAULT_COLUMNS;
    },
    write: (text) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        stream.write(text, (error) => (error ? reject(failed(error)) : resolve()));
      }),
  };
}

/** Nobody reads any more, or the disk takes no more: then what is there is not the whole answer. */
const failureOf = (cause: NodeJS.ErrnoException): Error =>
  cause.code === 'EPIPE'
    ? new OutputClosed('', { cause })
    : notDone(`the output cannot be written (${cause.code ?? 'unknown error'})`, { cause });
