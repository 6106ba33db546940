import type { Position, RecordedEvent } from '@latchkey/event-store';
import { randomBytes, randomUUID } from 'node:crypto';
import { eventOf, streamOf, type Fact } from '../testing/history.fixture';

const noBytes = new Uint8Array();

/** As if read from a log; nobody here looks at the bytes. */
export const recorded = (fact: Fact): RecordedEvent => ({
  ...eventOf(fact),
  stream: streamOf(fact),
  version: 0,
  position: 'bench:1' as Position,
  dataBytes: noBytes,
  metadataBytes: noBytes,
});

/** A key that nobody holds: it only takes up room. */
export function fillerKey(accountId: string, merchantId: string | null): RecordedEvent {
  const keyId = randomUUID();
  const verifier = { value: randomBytes(32).toString('base64url'), pepperVersion: 1 };
  const scope = merchantId === null ? null : { merchantIds: [merchantId], features: ['tokens.list', 'tokens.read'] };
  return {
    ...template,
    stream: `apikey-${keyId}`,
    data: { accountId, keyId, label: 'Till', display: 'lk_test_3fK9aB…x7Qe', scope, verifier, replaces: null },
  };
}

const template = recorded({ type: 'KeyRevoked', data: { accountId: randomUUID(), keyId: randomUUID() } });
Object.assign(template, { type: 'KeyCreated' });
