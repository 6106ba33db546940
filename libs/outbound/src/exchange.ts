import { request, type Agent, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { readHead, type AnswerHead, type HeadLimits } from './answer-head';
import { createByteCollector } from './byte-collector';
import { errorCode } from './error-code';
import { failed, type FailureReason, type OutboundFailure } from './outbound-failure';
import { watchStatusLine } from './status-line-watch';
import type { WireRequest } from './wire-request';

export interface ExchangeLimits extends HeadLimits {
  readonly maxHeaderBytes: number;
  readonly maxInterim: number;
}

export interface Received {
  readonly ok: true;
  readonly head: AnswerHead;
  /** As it came. */
  readonly body: Buffer;
}

/**
 * One request and its whole answer over one socket, which is destroyed unless all was well. From here on a failure is
 * never `not_sent`. `onHead` is called before the connection can become free for the next request.
 */
export function exchange(
  link: { readonly socket: Socket; readonly agent: Agent; readonly onHead: (head: AnswerHead) => void },
  wire: WireRequest,
  limits: ExchangeLimits,
  signal: AbortSignal,
): Promise<Received | OutboundFailure> {
  const { promise, resolve } = Promise.withResolvers<Received | OutboundFailure>();
  const { socket, agent } = link;
  const statusLine = watchStatusLine(socket);
  let responded = false;
  let settled = false;
  let interim = 0;

  const settle = (outcome: Received | OutboundFailure) => {
    if (settled) return;
    settled = true;
    statusLine.stop();
    signal.removeEventListener('abort', giveUp);
    // An answer that comes before the request is written whole leaves a connection nobody can use.
    if (!outcome.ok || !call.writableFinished) socket.destroy();
    resolve(outcome);
  };
  const fail = (reason: FailureReason) =>
    settle(failed(reason, responded || statusLine.isFinal() ? 'sent' : 'unknown'));
  const giveUp = () => fail('destination_timeout');

  const call = request({
    ...{ agent, setHost: false, insecureHTTPParser: false, maxHeaderSize: limits.maxHeaderBytes },
    ...{ method: wire.method, path: wire.path, headers: wire.headers },
  });
  call.on('error', (error) => fail(reasonOf(error, statusLine.any())));
  call.on('close', () => fail('destination_bad_answer'));
  call.on('upgrade', () => {
    responded = true;
    fail('destination_bad_answer');
  });
  call.on('information', () => {
    interim += 1;
    if (interim > limits.maxInterim) fail('destination_bad_answer');
  });
  call.on('response', (message) => {
    responded = true;
    const head = readHead(message, wire.method, limits);
    message.on('error', () => fail('destination_bad_answer'));
    if (typeof head === 'string') return fail(head);
    link.onHead(head);
    collect(message, limits.maxAnswerBytes, fail, (body) => settle({ ok: true, head, body }));
  });
  signal.addEventListener('abort', giveUp, { once: true });
  call.end(wire.body);
  if (signal.aborted) giveUp();
  return promise;
}

function collect(
  message: IncomingMessage,
  maxBytes: number,
  fail: (reason: FailureReason) => void,
  done: (body: Buffer) => void,
): void {
  const collector = createByteCollector(maxBytes);
  message.on('data', (chunk: Buffer) => {
    if (!collector.add(chunk)) fail('destination_answer_too_large');
  });
  message.on('end', () => (message.complete ? done(collector.bytes()) : fail('destination_bad_answer')));
  message.on('close', () => fail('destination_bad_answer'));
}

function reasonOf(error: Error, answered: boolean): FailureReason {
  const code = errorCode(error);
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'destination_tls_failed';
  return answered || code.startsWith('HPE_') ? 'destination_bad_answer' : 'destination_unreachable';
}
