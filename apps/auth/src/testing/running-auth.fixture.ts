import type { EventStore } from '@latchkey/event-store';
import { createLogger, type LogLevel } from '@latchkey/platform';
import { createServiceTokenSource, generateServiceKeyPair } from '@latchkey/service-tokens';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClocks } from '../log/log-contact';
import type { LastUsedStore } from '../last-used/last-used.port';
import { startAuth } from '../start-auth';
import { peppers, type TestKey } from './history.fixture';
import { createLastUsedDouble } from './last-used.double';

const pairs = {
  commerce: generateServiceKeyPair('commerce', 'commerce-1'),
  'key-management': generateServiceKeyPair('key-management', 'key-management-1'),
};

export const servicePublicKeys = { keys: Object.values(pairs).flatMap(({ publicKeysFile }) => publicKeysFile.keys) };
export const tokenFor = (audience: string, from: keyof typeof pairs = 'commerce') => {
  const { service, kid, private_key: privateKey } = pairs[from].privateKeyFile;
  return createServiceTokenSource({ service, kid, privateKey, audience }).token();
};
export const serviceToken = () => tokenFor('auth');

export interface WireVerdict {
  readonly verdict: string;
  readonly reason: string | null;
  readonly key_id: string | null;
  readonly account_id: string | null;
  readonly forward_url: string | null;
  readonly destination: { readonly relay: string; readonly insecure_loopback: boolean } | null;
  readonly position: string;
}

export interface VerifyAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** As parsed; what it holds depends on the status. */
  readonly body: { readonly position: string; readonly verdicts: readonly WireVerdict[]; readonly classifier: string };
}

export interface RunningAuth {
  readonly url: string;
  readonly adminUrl: string;
  /** Moves both of auth's clocks, as far as the age of its contact with the log is concerned. */
  skew(ms: number): void;
  post(body: RequestInit['body'], headers?: Record<string, string>): Promise<VerifyAnswer>;
  verify(checks: readonly unknown[], more?: object): Promise<VerifyAnswer>;
  /** The only verdict of a call with this key alone, or the status if there is none. */
  verdictOf(key: TestKey, more?: object): Promise<WireVerdict | number>;
  ready(): Promise<{ readonly status: number; readonly text: string }>;
  metrics(): Promise<string>;
  logs(): string;
  stop(): Promise<void>;
}

export const wireCheck = ({ keyId, digest }: TestKey, more: object = {}) => ({
  key_id: keyId,
  digest: digest.toString('base64url'),
  ...more,
});

export type RunOver = ({ readonly store: EventStore } | { readonly eventStoreUrl: string }) & {
  /** Default: the database, or with a store none. */
  readonly lastUsed?: LastUsedStore & { close(): Promise<void> };
};

/** auth in this process, over the store that is given or PostgreSQL at `eventStoreUrl`, with real HTTP. */
export async function runAuth(over: RunOver, level: LogLevel = 'info'): Promise<RunningAuth> {
  let logged = '';
  let skewMs = 0;
  const logger = createLogger({ name: 'auth', level, destination: { write: (line: string) => (logged += line) } });
  const url = 'eventStoreUrl' in over ? over.eventStoreUrl : '';
  const parts =
    'store' in over
      ? { lastUsed: createLastUsedDouble(), ...over, store: { ...over.store, close: async () => {} } }
      : over;
  const service = await startAuth(
    {
      ...{ host: '127.0.0.1', port: 0, adminPort: 0, databaseUrl: url, eventStoreUrl: url },
      ...{ peppers, servicePublicKeys },
    },
    {
      logger,
      clocks: {
        monotonicMs: () => systemClocks.monotonicMs() + skewMs,
        wallMs: () => systemClocks.wallMs() + skewMs,
      },
      ...parts,
    },
  );

  const post: RunningAuth['post'] = async (body, headers) => {
    const response = await fetch(`${service.url}/v1/verify`, {
      method: 'POST',
      headers: headers ?? { 'content-type': 'application/json', authorization: `Bearer ${await serviceToken()}` },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
  };
  const verify: RunningAuth['verify'] = (checks, more = {}) => post(JSON.stringify({ checks, ...more }));
  const admin = async (path: string) => {
    const response = await fetch(service.adminUrl + path);
    return { status: response.status, text: await response.text() };
  };

  return {
    url: service.url,
    adminUrl: service.adminUrl,
    skew: (ms) => {
      skewMs = ms;
    },
    post,
    verify,
    verdictOf: async (key, more) => {
      const { status, body } = await verify([wireCheck(key, more)]);
      return body.verdicts?.[0] ?? status;
    },
    ready: () => admin('/readyz'),
    metrics: async () => (await admin('/metrics')).text,
    logs: () => logged,
    stop: () => service.stop(),
  };
}

/** Until what is observed satisfies; fails with the last observation. */
export async function eventually<T>(observe: () => Promise<T>, satisfies: (seen: T) => boolean): Promise<T> {
  const until = performance.now() + 15_000;
  for (;;) {
    const seen = await observe();
    if (satisfies(seen)) return seen;
    if (performance.now() > until) throw new Error(`still ${JSON.stringify(seen)}`);
    await sleep(10);
  }
}
