import type { FastifyReply } from 'fastify';
import type { Forwarded } from './forward.handler';
import type { Stopwatch } from './server-timing';

/** Tells a relayed answer from one of our own, whatever its status. */
export const RELAYED_HEADER = 'x-latchkey-relayed';

export function sendRelayed(reply: FastifyReply, { answer, replayed }: Forwarded, stopwatch: Stopwatch): void {
  const byName = Map.groupBy(answer.headers, ([name]) => name);
  void reply.code(answer.status);
  for (const [name, headers] of byName) {
    const values = headers.map(([, value]) => value);
    void reply.header(name, values.length === 1 ? values[0] : values);
  }
  void reply.header(RELAYED_HEADER, 'true').header('server-timing', stopwatch.header());
  if (replayed) void reply.header('idempotent-replayed', 'true');
  // Without a type of the destination's, Fastify would make one up for a body.
  if (!byName.has('content-type') && answer.body.length > 0) void reply.type('application/octet-stream');
  void reply.send(answer.body);
}
