import type { OutgoingRecord } from '@latchkey/kafka';
import type { PublishedSeal } from './publisher.port';

/** Where seals are published, without the prefix. Never compacted: each seal counts, not the last of a log alone. */
export const SEALS_TOPIC = 'latchkey.seals.v1';

/** A CloudEvent 1.0 in binary mode; its data is the seal as canonical JSON. */
export const sealRecord = ({ seal, text }: PublishedSeal): OutgoingRecord => ({
  topic: SEALS_TOPIC,
  key: seal.log,
  headers: {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: `${seal.log_id}/${seal.size}`,
    ce_source: '/latchkey/sealer',
    ce_type: 'latchkey.log.sealed.v1',
    ce_time: seal.time,
    ce_subject: seal.log,
  },
  value: new TextEncoder().encode(text),
});
