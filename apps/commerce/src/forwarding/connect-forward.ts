import type { Connected, Outbound } from '@latchkey/outbound';
import { Problem, type Clock } from '@latchkey/platform';
import { authoriseForward, type Permit } from './authorise-forward';
import type { Forward } from './forward.types';
import { outboundProblem } from './outbound-problem';

export interface ConnectDeps {
  readonly outbound: Outbound;
  readonly clock: Clock;
}

/** An older verdict is asked for again right before anything is sent. */
const MAX_PERMIT_AGE_MS = 250;

/** Throws the failure as `Problem`. */
export async function connect(
  deps: ConnectDeps,
  { url, insecureLoopback }: Permit,
  deadline: AbortSignal,
): Promise<Connected> {
  const { scheme, host, port } = url;
  const connection = await deps.outbound.connect({ scheme, host, port, insecureLoopback }, deadline);
  if (!connection.ok) throw outboundProblem(connection);
  return connection;
}

/** Another connection for a request that is ready to be sent. Throws `Problem`. */
export async function connectAnew(
  deps: ConnectDeps,
  forward: Forward,
  permit: Permit,
  deadline: AbortSignal,
): Promise<Connected> {
  const connection = await forward.stopwatch.time('connect', () => connect(deps, permit, deadline));
  try {
    await lastCheck(deps, forward, permit, deadline);
    return connection;
  } catch (error) {
    connection.release();
    throw error;
  }
}

/** Right before anything is sent. Throws `Problem` if it may not be sent any more. */
export async function lastCheck(
  deps: ConnectDeps,
  forward: Forward,
  permit: Permit,
  deadline: AbortSignal,
): Promise<void> {
  if (permit.ageMs() > MAX_PERMIT_AGE_MS) await askAgain(forward, permit, deps.clock);
  if (deadline.aborted) throw new Problem('destination_timeout');
}

async function askAgain(forward: Forward, earlier: Permit, clock: Clock): Promise<void> {
  const permit = await authoriseForward(forward, clock);
  const same =
    permit.url.href === earlier.url.href &&
    permit.relay === earlier.relay &&
    permit.insecureLoopback === earlier.insecureLoopback;
  if (!same) throw new Problem('conflict', { detail: 'The destination was changed meanwhile; repeat the request.' });
}
