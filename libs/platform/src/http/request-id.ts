import { type IncomingMessage } from 'node:http';
import { newId } from '../ids';
import { looksLikeSecret } from '../logging/looks-like-secret';

const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;

/**
 * The caller's `x-request-id` if it is a plain word, else a new UUID. One that looks like a secret is not taken either:
 * request ids are logged, echoed, and kept in events for ever.
 */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) && !looksLikeSecret(given) ? given : newId();
}
