import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { watchMachine } from '../lib/machine-load';
import { timedRequests, type TimedRequest, type TimedRun } from '../load/timed-requests';
import { after, CLOSE } from './bench-destination';

export interface Stage {
  /** Of commerce. */
  readonly commerceUrl: string;
  readonly destinationPort: number;
  readonly key: string;
  readonly tokenId: string;
}

export interface Setting {
  /** How long it takes to answer: the fastest of payment providers some 20 ms, many 100 and more. */
  readonly destination: 'at once' | '20 ms' | '100 ms';
  readonly connections: 'kept' | 'new';
}

export type Route = 'direct' | 'forward' | 'forward once';

export interface ForwardRun extends TimedRun {
  /** Of the whole machine, 0 to 1. */
  readonly busy: number;
}

const RENDERED = { number: '4111111111111111', name: 'A Bench', year: '2040', month: '12', amount: 1000 };
const TEMPLATE = {
  ...RENDERED,
  ...{ number: '{{account_number}}', name: '{{cardholder_name}}' },
  ...{ year: '{{expiration_year}}', month: '{{expiration_month}}' },
};
const JSON_TYPE = { 'content-type': 'application/json' };

export const SETTINGS: readonly Setting[] = [
  { destination: '20 ms', connections: 'kept' },
  { destination: '20 ms', connections: 'new' },
  { destination: '100 ms', connections: 'kept' },
  { destination: 'at once', connections: 'kept' },
  { destination: 'at once', connections: 'new' },
];
export const ROUTES: readonly Route[] = ['direct', 'forward', 'forward once'];

const DELAYS = { 'at once': '', '20 ms': after(20), '100 ms': after(100) } as const;

/** Sends `count` requests in one way, `atOnce` under way at any time. The destination gets the same from every way. */
export async function sendByWay(
  stage: Stage,
  { destination, connections }: Setting,
  route: Route,
  load: { readonly count: number; readonly atOnce: number },
): Promise<ForwardRun> {
  const path = `/pay${DELAYS[destination]}${connections === 'new' ? CLOSE : ''}`;
  // Without keeping connections Node's client opens one for each request, and says so to the server.
  const agent = new Agent({ keepAlive: connections === 'kept', maxSockets: load.atOnce });
  const usage = watchMachine();
  try {
    const run = await timedRequests(() => requestBy(stage, path, route), { ...load, agent });
    return { ...run, busy: usage() };
  } finally {
    agent.destroy();
  }
}

function requestBy({ commerceUrl, destinationPort, key, tokenId }: Stage, path: string, route: Route): TimedRequest {
  const method = 'POST';
  const expectedStatus = 200;
  if (route === 'direct') {
    const url = `http://127.0.0.1:${destinationPort}${path}`;
    return { url, method, headers: JSON_TYPE, body: JSON.stringify(RENDERED), expectedStatus };
  }
  const headers = {
    ...JSON_TYPE,
    'x-api-key': key,
    'x-latchkey-token': tokenId,
    'x-destination-url': `http://localhost:${destinationPort}${path}`,
    ...(route === 'forward once' ? { 'x-idempotency-key': randomUUID() } : {}),
  };
  return { url: `${commerceUrl}/forward`, method, headers, body: JSON.stringify(TEMPLATE), expectedStatus };
}
