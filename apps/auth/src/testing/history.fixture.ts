import type { AccountEvent, DestinationDetails, Feature, OperatingModel } from '@latchkey/accounts-domain';
import { canonicalJson, type EventStore, type JsonObject, type NewEvent, type Position } from '@latchkey/event-store';
import type { KeyEvent, Scope } from '@latchkey/keys-domain';
import { createPeppers, generateKey, generatePeppersFile, scopeHash, verifier } from '@latchkey/keys-format';
import { randomUUID } from 'node:crypto';

export const peppersFile = generatePeppersFile();
export const peppers = createPeppers(peppersFile);

/** An event of the domain without its metadata. */
export type Fact = Pick<AccountEvent, 'type' | 'data'> | Pick<KeyEvent, 'type' | 'data'>;

export interface TestKey {
  readonly keyId: string;
  readonly digest: Buffer;
  readonly created: Fact;
  readonly revoked: Fact;
}

export const opened = (accountId: string, operatingModel: OperatingModel): Fact => ({
  type: 'AccountOpened',
  data: { accountId, name: 'Harbour Books', operatingModel },
});

export const modelChanged = (accountId: string, operatingModel: OperatingModel): Fact => ({
  type: 'OperatingModelChanged',
  data: { accountId, operatingModel },
});

export const merchantAdded = (
  accountId: string,
  merchantId: string,
  isPrimary = false,
  paymentForwardUrl: string | null = null,
): Fact => ({
  type: 'MerchantAdded',
  data: {
    ...{ accountId, merchantId, isPrimary, legalName: 'Harbour Books', companyCity: null, countryCode: null },
    ...{ websiteUrl: null, defaultCurrency: null, paymentForwardUrl },
  },
});

export const merchantRemoved = (accountId: string, merchantId: string): Fact => ({
  type: 'MerchantRemoved',
  data: { accountId, merchantId },
});

export const forwardUrlChanged = (accountId: string, merchantId: string, paymentForwardUrl: string | null): Fact => ({
  type: 'MerchantChanged',
  data: { accountId, merchantId, changed: { paymentForwardUrl } },
});

export const destinationAllowed = (
  accountId: string,
  destinationId: string,
  host: string,
  more: Partial<DestinationDetails> = {},
): Fact => ({
  type: 'DestinationAllowed',
  data: {
    ...{ accountId, destinationId, host, ports: [443], pathPrefixes: ['/'], methods: ['POST'], merchantIds: null },
    ...{ relay: 'masked', insecureLoopback: false, ...more },
  },
});

export const destinationRemoved = (accountId: string, destinationId: string): Fact => ({
  type: 'DestinationRemoved',
  data: { accountId, destinationId },
});

export const scopeOf = (merchantIds: readonly string[], features: readonly Feature[]): Scope => ({
  merchantIds: [...merchantIds].sort(),
  features: [...features].sort(),
});

export function makeKey(accountId: string, scope: Scope | null = null, keyId: string = randomUUID()): TestKey {
  const { display, digest } = generateKey({ mode: 'test', keyId });
  const { version: pepperVersion, pepper } = peppers.current;
  const proof = verifier({ pepper, keyId, accountId, scopeHash: scopeHash(scope), digest });
  const verifierValue = { value: proof.toString('base64url'), pepperVersion };
  const data = { accountId, keyId, label: 'Till', display, scope, verifier: verifierValue, replaces: null };
  return {
    keyId,
    digest,
    created: { type: 'KeyCreated', data },
    revoked: { type: 'KeyRevoked', data: { accountId, keyId } },
  };
}

export const streamOf = (fact: Fact): string =>
  'keyId' in fact.data ? `apikey-${fact.data.keyId}` : `account-${fact.data.accountId}`;

const metadata = {
  schemaVersion: 1,
  actor: { type: 'operator', id: 'alice' },
  correlationId: 'request-1',
  causationId: '5d0f3c0a-6b7e-4a3c-9a41-0d5f7f3a2b10',
  time: '2026-11-23T09:00:00.000Z',
} satisfies JsonObject;

export function eventOf(fact: Fact): NewEvent {
  const data = JSON.parse(new TextDecoder().decode(canonicalJson(fact.data as JsonObject))) as JsonObject;
  return { id: randomUUID(), type: fact.type, data, metadata };
}

/** Appends facts one by one, in this order, each to its own stream; answers the position of each. */
export function createHistory(store: Pick<EventStore, 'append'>) {
  const versions = new Map<string, number>();
  return async (...facts: readonly Fact[]): Promise<Position[]> => {
    const positions: Position[] = [];
    for (const fact of facts) {
      const stream = streamOf(fact);
      const { position, version } = await store.append(stream, versions.get(stream) ?? 'no-stream', [eventOf(fact)]);
      versions.set(stream, version);
      positions.push(position);
    }
    return positions;
  };
}
