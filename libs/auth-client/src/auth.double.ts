import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface WireCheck {
  readonly key_id: string;
  readonly digest: string;
  readonly feature?: string;
  readonly merchant_id?: string;
  readonly destination?: object;
  readonly min_position?: string;
}

export interface ReceivedCall {
  readonly checks: readonly WireCheck[];
  readonly waitMs: number | undefined;
  readonly authorization: string | undefined;
}

export type Behaviour = (call: ReceivedCall, response: ServerResponse) => void | Promise<void>;

/** Stands in for auth: keeps every call and answers as told, over real sockets. It proves nothing about auth itself. */
export interface AuthDouble {
  readonly url: string;
  readonly port: number;
  readonly calls: ReceivedCall[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

export async function startAuthDouble(behaviour: Behaviour = allowAll, port = 0): Promise<AuthDouble> {
  let current = behaviour;
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    response.on('error', () => {});
    void receive(request).then((call) => {
      calls.push(call);
      return current(call, response);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo; // A TCP server that listens has one.
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    calls,
    behave: (next) => {
      current = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function receive(request: IncomingMessage): Promise<ReceivedCall> {
  const body = JSON.parse(await text(request)) as { checks: WireCheck[]; wait_ms?: number };
  return { checks: body.checks, waitMs: body.wait_ms, authorization: request.headers.authorization };
}

export const allowOf = (check: WireCheck) => ({
  verdict: 'allow',
  reason: null as string | null,
  key_id: check.key_id,
  account_id: 'b7a0f1de-1f7b-4a07-9d0d-3b1a2f6d8c11' as string | null,
  operating_model: 'ecosystem' as string | null,
  merchant_ids: '*' as string | readonly string[] | null,
  features: '*' as string | readonly string[] | null,
  own_merchant_id: null as string | null,
  forward_url: null as string | null,
  destination: (check.destination ? { relay: 'masked', insecure_loopback: false } : null) as object | null,
  position: 'log:0001',
});

export type WireVerdict = ReturnType<typeof allowOf>;

export const denyOf = (check: WireCheck, reason: string): WireVerdict => ({
  ...allowOf(check),
  ...{ verdict: 'deny', reason, account_id: null, operating_model: null, merchant_ids: null, features: null },
  destination: null,
});

export const behindOf = (check: WireCheck): WireVerdict => ({
  ...denyOf(check, 'behind'),
  verdict: 'unavailable',
});

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export const answering =
  (verdictOf: (check: WireCheck) => unknown): Behaviour =>
  (call, response) =>
    json(response, { position: 'log:0001', verdicts: call.checks.map(verdictOf) });

export const allowAll: Behaviour = answering(allowOf);
export const hang: Behaviour = () => {};
export const resetAtOnce: Behaviour = (_call, response) => {
  response.socket?.resetAndDestroy();
};
