import { type Socket } from 'node:net';

interface HttpSocket {
  /** Node's own mark for the answer that has the socket; there is no public one. */
  readonly _httpMessage?: { readonly headersSent: boolean } | null;
}

/** How far the answer to the request that came over this socket is; `none` when no request is being answered. */
export function answerInProgress(socket: Socket): 'none' | 'waiting' | 'begun' {
  const message = (socket as HttpSocket)._httpMessage;
  if (message === undefined || message === null) return 'none';
  return message.headersSent ? 'begun' : 'waiting';
}
