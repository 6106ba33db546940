import { canonicalJson, type JsonObject } from '@latchkey/event-store';
import { type StoredEvent } from '../public-line';

export const KEY = '40000000-0000-4000-8000-000000000001';

type Change = Partial<Omit<StoredEvent, 'dataBytes' | 'metadataBytes'>> & { readonly data?: JsonObject };

export const created = {
  accountId: '10000000-0000-4000-8000-000000000001',
  display: 'lk_live_3fK9aB…x7Qe',
  keyId: KEY,
  label: 'Café "Nord" €',
  replaces: null,
  scope: { features: ['tokens.read'], merchantIds: ['20000000-0000-4000-8000-000000000001'] },
  verifier: { pepperVersion: 1, value: 'vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvA' },
};

/** As it is stored. */
export function someEvent({ data = created, ...change }: Change = {}): StoredEvent {
  return {
    stream: `apikey-${KEY}`,
    version: 0,
    id: '70000000-0000-5000-8000-000000000001',
    type: 'KeyCreated',
    dataBytes: canonicalJson(data),
    metadataBytes: canonicalJson({
      actor: { id: '50000000-0000-4000-8000-000000000000', type: 'user' },
      causationId: '90000000-0000-4000-8000-000000000000',
      correlationId: 'request-0',
      schemaVersion: 1,
      time: '2026-11-23T10:00:00.000Z',
    }),
    ...change,
  };
}
