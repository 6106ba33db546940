import type { Injected } from '@latchkey/masking';
import type { Connected } from '@latchkey/outbound';
import { Problem } from '@latchkey/platform';
import type { Accesses } from '../accesses/accesses.port';
import type { Permit } from './authorise-forward';
import { callerText } from './caller-text';
import { FORWARD_METHOD } from './destination';
import { forwardAccess } from './forward-access';
import type { Forward, RelayedAnswer } from './forward.types';
import { outboundProblem } from './outbound-problem';
import { connectAnew, lastCheck, connect, type ConnectDeps } from './connect-forward';
import { relayAnswer } from './relay-answer';
import { knowing } from './with-outbound';

export interface DeliverDeps extends ConnectDeps {
  readonly accesses: Pick<Accesses, 'store'>;
}

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
  const { connection, body, injected, sentByCaller } = await knowing('not_sent', () =>
    prepare(deps, forward, permit, begin, deadline),
  );
  const request = { method: FORWARD_METHOD, path: permit.url.path + permit.url.search, headers: forward.headers, body };
  const send = (over: Connected) => stopwatch.time('destination', () => over.send(request, deadline));
  let answer = await send(connection);
  if (!answer.ok && answer.outbound === 'not_sent' && connection.reused) {
    // A kept connection that the destination had closed: nothing was written to it.
    answer = await send(await knowing('not_sent', () => connectAnew(deps, forward, permit, deadline)));
  }
  if (!answer.ok) {
    // It may have been a 2xx whose body is of no use: a security code must not outlive that.
    if (answer.outbound === 'sent') await subject.delivered();
    throw outboundProblem(answer);
  }
  const relayed = answer;
  return knowing('sent', async () => {
    if (relayed.status >= 200 && relayed.status < 300) await subject.delivered();
    return relayAnswer(relayed, permit.relay, injected, sentByCaller);
  });
}

const NO_SECURITY_CODE =
  'There is no security code: it was not stored, was dropped by a forward that was answered 2xx or by consume, or is older than ten minutes.';

interface Prepared {
  readonly connection: Connected;
  readonly body: Buffer;
  readonly injected: readonly Injected[];
  readonly sentByCaller: readonly Buffer[];
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
  const open = await stopwatch.time('decrypt', () => subject.open(template));
  const { values, injected } = open;
  const rendered = template.render(values);
  if (!rendered.ok) {
    const noCode = rendered.reason === 'value_missing' && template.placeholders.has('security_code');
    const hint = noCode && values['security_code'] === null ? { detail: NO_SECURITY_CODE } : {};
    throw new Problem(rendered.reason, { ...hint, errors: rendered.missing });
  }
  const connection = await stopwatch.time('connect', () => connect(deps, permit, deadline));
  try {
    const [mayBegin] = await Promise.all([
      begin(),
      deps.accesses.store(forward.caller, forwardAccess(subject, permit.url)),
    ]);
    // Another attempt has the record now, and with it the say about what was sent.
    if (!mayBegin) throw new Problem('idempotency_key_in_progress', { outbound: 'unknown' });
    await lastCheck(deps, forward, permit, deadline);
    return { connection, body: rendered.body, injected, sentByCaller: callerText(forward, permit, open) };
  } catch (error) {
    connection.release();
    throw error;
  }
}
