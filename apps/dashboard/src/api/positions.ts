const HEADER = 'x-latchkey-min-position';

/** Where our last write stands in the log: what is read afterwards must not be older. In memory alone. */
let lastWrite: string | null = null;

export function keepPosition(position: string | null): void {
  if (position !== null) lastWrite = position;
}

/** After the log was exchanged for another one, in which our position means nothing. */
export function forgetPosition(): void {
  lastWrite = null;
}

export function withPosition(request: Request): Request {
  if (lastWrite !== null && request.method === 'GET') request.headers.set(HEADER, lastWrite);
  return request;
}
