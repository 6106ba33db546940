import type { Answer } from '@latchkey/idempotency';
import { POSITION_HEADER } from '@latchkey/platform-nest';

/** What a controller needs of Fastify's reply. */
export interface ReplyHead {
  code(status: number): unknown;
  headers(values: Record<string, string>): unknown;
}

/** What is no part of the log, and cannot be read by itself: it has neither position nor place. */
export const createdAside = (body: object): Answer => ({ status: 201, headers: {}, body });

export const created = (body: object, path: string, position: string): Answer => ({
  status: 201,
  headers: { location: path, [POSITION_HEADER]: position },
  body,
});

/** Sets status and headers; gives the body, which Nest sends. */
export const send = (reply: ReplyHead, { status, headers, body }: Answer): unknown => {
  reply.code(status);
  reply.headers({ ...headers });
  return body;
};
