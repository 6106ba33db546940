import { maskBody, maskText, type Injected } from '@latchkey/masking';
import type { Answered, Connected, Outbound } from '@latchkey/outbound';
import { Problem, type Clock } from '@latchkey/platform';
import { authoriseForward, type Permit } from './authorise-forward';
import { FORWARD_METHOD } from './destination';
import type { ForwardAudit } from './forward-audit.repository';
import type { Forward, RelayedAnswer } from './forward.types';
import { outboundProblem } from './outbound-problem';
import { relayHeaders } from './relay-headers';
import { knowing } from './with-outbound';

export interface DeliverDeps {
  readonly outbound: Outbound;
  readonly audit: ForwardAudit;
  readonly clock: Clock;
  readonly connectTimeoutMs: number;
}

/** An older verdict is asked for again right before anything is sent. */
const MAX_PERMIT_AGE_MS = 250;

/**
 * Renders, connects, records, asks again if it took long, sends, and masks what comes back. `begin` is awaited right before
 * the first byte leaves; if it answers false nothing is sent. Throws `Problem`s that say what became of the request.
 */
export async function deliver(
  deps: DeliverDeps,
  forward: Forward,
  permit: Permit,
  begin: () => Promise<boolean>,
  deadline: AbortSignal,
): Promise<RelayedAnswer> {
  const { subject, stopwatch } = forward;
  const { connection, body, injected } = await knowing('not_sent', () =>
    prepare(deps, forward, permit, begin, deadline),
  );
  const request = { method: FORWARD_METHOD, path: permit.url.path + permit.url.search, headers: forward.headers, body };
  const answer = await stopwatch.time('destination', () => connection.send(request, deadline));
  if (!answer.ok) throw outboundProblem(answer);
  return knowing('sent', async () => {
    if (answer.status >= 200 && answer.status < 300) await subject.delivered();
    return relayed(answer, permit, injected);
  });
}

interface Prepared {
  readonly connection: Connected;
  readonly body: Buffer;
  readonly injected: readonly Injected[];
}

/** All that comes before the first byte. What it throws proves that nothing was sent. */
async function prepare(
  deps: DeliverDeps,
  forward: Forward,
  permit: Permit,
  begin: () => Promise<boolean>,
  deadline: AbortSignal,
): Promise<Prepared> {
  const { subject, template, stopwatch } = forward;
  const { values, injected } = await stopwatch.time('decrypt', () => subject.open(template.placeholders));
  const rendered = template.render(values);
  if (!rendered.ok) throw new Problem(rendered.reason, { errors: rendered.missing });
  const connection = await stopwatch.time('connect', () => connect(deps, permit, deadline));
  try {
    const [mayBegin] = await Promise.all([begin(), deps.audit.record(forward, permit.url)]);
    // Another attempt has the record now, and with it the say about what was sent.
    if (!mayBegin) throw new Problem('idempotency_key_in_progress', { outbound: 'unknown' });
    if (permit.ageMs() > MAX_PERMIT_AGE_MS) await askAgain(forward, permit, deps.clock);
    if (deadline.aborted) throw new Problem('destination_timeout');
    return { connection, body: rendered.body, injected };
  } catch (error) {
    connection.release();
    throw error;
  }
}

async function connect(
  deps: DeliverDeps,
  { url, insecureLoopback }: Permit,
  deadline: AbortSignal,
): Promise<Connected> {
  const { scheme, host, port } = url;
  const signal = AbortSignal.any([deadline, AbortSignal.timeout(deps.connectTimeoutMs)]);
  const connection = await deps.outbound.connect({ scheme, host, port, insecureLoopback }, signal);
  if (!connection.ok) throw outboundProblem(connection);
  return connection;
}

async function askAgain(forward: Forward, earlier: Permit, clock: Clock): Promise<void> {
  const permit = await authoriseForward(forward, clock);
  const same =
    permit.url.href === earlier.url.href &&
    permit.relay === earlier.relay &&
    permit.insecureLoopback === earlier.insecureLoopback;
  if (!same) throw new Problem('conflict', { detail: 'The destination was changed meanwhile; repeat the request.' });
}

function relayed({ status, headers, body }: Answered, { relay }: Permit, injected: readonly Injected[]): RelayedAnswer {
  if (relay === 'status_only') return { status, headers: [], body: Buffer.alloc(0) };
  const shown = relayHeaders(headers);
  const contentType = shown.find(([name]) => name === 'content-type')?.[1];
  return {
    status,
    headers: shown.map(([name, value]) => [name, maskText(value, injected)]),
    body: maskBody(body, contentType, injected),
  };
}
