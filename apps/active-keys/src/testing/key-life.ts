import { topics } from '@latchkey/key-events';
import type { OutgoingRecord } from '@latchkey/kafka';

const ACCOUNT = '10000000-0000-4000-8000-000000000001';
export const keyId = (n: number): string => `40000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const encoder = new TextEncoder();

function recordOf(key: string, version: number, type: string, data: object): OutgoingRecord {
  return {
    topic: topics.apiKeys,
    key,
    headers: {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: `00000000-0000-5000-8000-${String(version).padStart(12, '0')}`,
      ce_source: '/latchkey/key-management',
      ce_type: type,
      ce_time: '2026-11-23T10:00:00.000Z',
      ce_subject: key,
      ce_streamversion: String(version),
      ce_position: 'p',
      ce_actortype: 'user',
      ce_actorid: 'u',
      ce_correlationid: 'r',
      ce_causationid: 'c',
    },
    value: encoder.encode(JSON.stringify({ account_id: ACCOUNT, key_id: key, ...data })),
  };
}

/** A key is created, labelled `labels` times, and revoked if `revoked`. */
export function lifeOfKey(n: number, labels: number, revoked: boolean): OutgoingRecord[] {
  const key = keyId(n);
  const shown = { label: 'Label 0', display: 'lk_test_3fK9aB…x7Qe', scope: null, replaces: null };
  return [
    recordOf(key, 0, 'latchkey.api-key.created.v1', shown),
    ...Array.from({ length: labels }, (_, at) =>
      recordOf(key, at + 1, 'latchkey.api-key.labeled.v1', { label: `Label ${at + 1}` }),
    ),
    ...(revoked ? [recordOf(key, labels + 1, 'latchkey.api-key.revoked.v1', {})] : []),
  ];
}
