import type { Socket } from 'node:net';

export interface StatusLineWatch {
  /** Whether anything came. */
  any(): boolean;
  /** Whether what came begins with the status line of an answer, not of an interim one. */
  isFinal(): boolean;
  stop(): void;
}

/** The parser speaks of a head when it has all of it; a status line alone already tells that the request has arrived. */
export function watchStatusLine(socket: Socket): StatusLineWatch {
  let seen = '';
  const look = (chunk: Buffer) => {
    if (seen.length < STATUS_LINE_BYTES) seen += chunk.toString('latin1', 0, STATUS_LINE_BYTES - seen.length);
  };
  socket.on('data', look);
  return {
    any: () => seen.length > 0,
    isFinal: () => /^HTTP\/1\.[01] [2-5]\d\d[ \r]$/.test(seen),
    stop: () => socket.off('data', look),
  };
}

const STATUS_LINE_BYTES = 'HTTP/1.1 200 '.length;
