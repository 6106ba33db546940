import type { Socket } from 'node:net';
import { connect } from 'node:tls';
import type { Opened } from './open-socket';
import { failed, type OutboundFailure } from './outbound-failure';

/** TLS over a connection that is open already. Everything that goes wrong is `destination_tls_failed`, or time. */
export function openTls(
  raw: Socket,
  host: string,
  ca: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<Opened | OutboundFailure> {
  const { promise, resolve } = Promise.withResolvers<Opened | OutboundFailure>();
  const socket = connect({
    socket: raw,
    servername: host,
    ALPNProtocols: ['http/1.1'],
    minVersion: 'TLSv1.2',
    // Said here because the environment (NODE_TLS_REJECT_UNAUTHORIZED) can change what is not said.
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca: [...ca] }),
  });
  const giveUp = () => settle(failed('destination_timeout'));
  const settle = (outcome: Opened | OutboundFailure) => {
    signal.removeEventListener('abort', giveUp);
    if (!outcome.ok) {
      socket.destroy();
      raw.destroy();
    }
    resolve(outcome);
  };
  socket.on('error', () => settle(failed('destination_tls_failed')));
  socket.once('close', () => settle(failed('destination_tls_failed')));
  socket.once('secureConnect', () =>
    settle(socket.authorized ? { ok: true, socket } : failed('destination_tls_failed')),
  );
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  return promise;
}
