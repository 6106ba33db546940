import { setImmediate as turn } from 'node:timers/promises';
import type { Connection } from './connection';
import { within } from './deadline';
import { decodeBody } from './decode-body';
import type { ExchangeLimits } from './exchange';
import type { Answered, OutboundRequest } from './message';
import type { Connected } from './outbound';
import { failed, type OutboundFailure } from './outbound-failure';
import type { Target } from './target';
import { toWire } from './wire-request';

const MAX_HELD_MS = 30_000;

export interface ConnectedContext {
  readonly exchangeLimits: ExchangeLimits;
  readonly exchangeTimeoutMs: number;
  readonly giveBack: (connection: Connection) => void;
}

export function createConnected(
  connection: Connection,
  reused: boolean,
  target: Target,
  context: ConnectedContext,
): Connected {
  const { exchangeLimits, exchangeTimeoutMs } = context;
  let given = true;
  const forgotten = setTimeout(() => connection.destroy(), MAX_HELD_MS).unref();
  const end = () => {
    given = false;
    clearTimeout(forgotten);
  };

  async function send(request: OutboundRequest, signal: AbortSignal): Promise<Answered | OutboundFailure> {
    if (!given) throw new Error('a connection is given out for one request');
    end();
    let wire;
    try {
      wire = toWire(target, request);
    } catch (error) {
      connection.destroy();
      throw error;
    }
    if (reused) await noticeWhatCame();
    if (signal.aborted || !connection.isUsable()) {
      connection.destroy();
      return failed(signal.aborted ? 'destination_timeout' : 'destination_unreachable');
    }
    const received = await within([signal], exchangeTimeoutMs, (own) => connection.exchange(wire, exchangeLimits, own));
    if (!received.ok) return received;
    const { status, headers, gzip } = received.head;
    const body = await decodeBody(received.body, gzip, exchangeLimits.maxAnswerBytes);
    return typeof body === 'string' ? failed(body, 'sent') : { ok: true, status, headers, body };
  }

  return {
    ok: true,
    reused,
    send,
    release: () => {
      if (!given) return;
      end();
      context.giveBack(connection);
    },
  };
}

/** Two turns have one whole poll between them: a close or a stray answer that has arrived is seen before we write. */
async function noticeWhatCame(): Promise<void> {
  await turn();
  await turn();
}
