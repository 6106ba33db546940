import type { ConsumedRecord } from '@latchkey/kafka';

const topic = 'latchkey.api-keys.v1';
/** The `n`th key. */
export const keyId = (n: number): string => `40000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const accountId = '10000000-0000-4000-8000-000000000001';
const encoder = new TextEncoder();

export interface RecordOptions {
  readonly key?: string;
  readonly version: number;
  readonly type?: string;
  readonly data?: object;
  readonly offset?: number;
}

/** By default the labelling of the first key. */
export function record({ key = keyId(1), version, type, data, offset = version }: RecordOptions): ConsumedRecord {
  return {
    topic,
    partition: 0,
    offset: String(offset),
    key,
    headers: {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: `00000000-0000-5000-8000-${String(version).padStart(12, '0')}`,
      ce_source: '/latchkey/key-management',
      ce_type: type ?? 'latchkey.api-key.labeled.v1',
      ce_time: '2026-11-23T10:00:00.000Z',
      ce_subject: key,
      ce_streamversion: String(version),
      ce_position: 'p',
      ce_actortype: 'user',
      ce_actorid: 'u',
      ce_correlationid: 'r',
      ce_causationid: 'c',
    },
    value: encoder.encode(JSON.stringify(data ?? { account_id: accountId, key_id: key, label: `label ${version}` })),
  };
}
