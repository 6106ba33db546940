import { Problem } from '@latchkey/platform';
import { type IncomingHttpHeaders } from 'node:http';

export const POSITION_HEADER = 'x-latchkey-position';
export const MIN_POSITION_HEADER = 'x-latchkey-min-position';

const POSITION = /^[\x21-\x2b\x2d-\x7e]{1,200}$/;

/** The position a read must not answer before, if the caller named one; throws `unknown_position` for rubbish. */
export function readMinPosition(headers: IncomingHttpHeaders): string | undefined {
  const given = headers[MIN_POSITION_HEADER];
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !POSITION.test(given)) throw new Problem('unknown_position');
  return given;
}

/** Names the position of a write in its answer. */
export function setPosition(reply: { header(name: string, value: string): unknown }, position: string): void {
  reply.header(POSITION_HEADER, position);
}
