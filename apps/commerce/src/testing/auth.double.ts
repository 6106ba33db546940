import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';

export interface WireCheck {
  readonly key_id: string;
  readonly digest: string;
  readonly feature?: string;
  readonly merchant_id?: string;
  readonly destination?: {
    readonly url?: string;
    readonly method: string;
    readonly any_merchant?: true;
    readonly payment_forward_url?: true;
  };
  readonly min_position?: string;
}

type Behaviour = (checks: readonly WireCheck[], response: ServerResponse) => void;

/**
 * Stands in for auth over real sockets: keeps every check and answers as told. It shows what commerce makes of verdicts
 * and of outages, and says nothing about how auth reaches them.
 */
export interface AuthDouble {
  readonly url: string;
  readonly port: number;
  readonly checks: WireCheck[];
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

export async function startAuthDouble(behaviour: Behaviour, port = 0): Promise<AuthDouble> {
  let current = behaviour;
  const checks: WireCheck[] = [];
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    readJson(request).then(
      (body) => {
        const asked = (body as { checks: WireCheck[] }).checks;
        checks.push(...asked);
        current(asked, response);
      },
      () => response.destroy(),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: bound } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    checks,
    behave: (next) => {
      current = next;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A 200 of auth with one verdict for each check. */
export const answering =
  (verdictOf: (check: WireCheck) => object): Behaviour =>
  (checks, response) =>
    send(response, 200, { position: POSITION, verdicts: checks.map(verdictOf) });

export const POSITION = 'log-of-the-double:0000000042';

export const raw =
  (status: number, body: string, contentType = 'application/json'): Behaviour =>
  (_checks, response) => {
    response.writeHead(status, { 'content-type': contentType }).end(body);
  };

/** Never answers. */
export const hang: Behaviour = () => undefined;

export const slowly =
  (delayMs: number, then: Behaviour): Behaviour =>
  (checks, response) => {
    setTimeout(() => then(checks, response), delayMs);
  };

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
