import { type Agent, request } from 'node:http';

export interface TimedRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly expectedStatus: number;
}

export interface Timed {
  /** To the last byte of the answer. */
  readonly latencyMs: number;
  /** Milliseconds by part, as the header `Server-Timing` has them; empty without one. */
  readonly serverMs: Readonly<Record<string, number>>;
}

export interface TimedRun {
  readonly timed: readonly Timed[];
  readonly seconds: number;
}

const TIMEOUT_MS = 30_000;

/** `count` requests, `atOnce` of them under way at any time, each begun when another has ended. Throws for any other status. */
export async function timedRequests(
  make: () => TimedRequest,
  { count, atOnce, agent }: { readonly count: number; readonly atOnce: number; readonly agent: Agent },
): Promise<TimedRun> {
  const timed: Timed[] = [];
  let begun = 0;
  const client = async () => {
    while (begun++ < count) timed.push(await timedRequest(make(), agent));
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, client));
  return { timed, seconds: (performance.now() - began) / 1000 };
}

function timedRequest({ url, method, headers, body, expectedStatus }: TimedRequest, agent: Agent): Promise<Timed> {
  const { promise, resolve, reject } = Promise.withResolvers<Timed>();
  const began = performance.now();
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const sent = request(url, { method, agent, headers: { ...headers, ...length }, timeout: TIMEOUT_MS }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('error', reject);
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => {
      const latencyMs = performance.now() - began;
      if (answer.statusCode !== expectedStatus) {
        return reject(new Error(`${method} ${url} answered ${answer.statusCode}: ${Buffer.concat(chunks)}`));
      }
      resolve({ latencyMs, serverMs: serverTiming(String(answer.headers['server-timing'] ?? '')) });
    });
  });
  sent.on('error', reject);
  sent.on('timeout', () => sent.destroy(new Error(`${method} ${url} did not answer within ${TIMEOUT_MS} ms`)));
  sent.end(body);
  return promise;
}

function serverTiming(header: string): Record<string, number> {
  return Object.fromEntries([...header.matchAll(/([\w-]+);dur=([\d.]+)/g)].map(([, name, ms]) => [name, Number(ms)]));
}
