import { CONTENT_TYPE, SPEC_VERSION } from './headers.schema';
import { described, exactly, type JsonSchema, oneOf } from './json-schema';

export const SEALED = 'latchkey.log.sealed.v1';

/** The logs that are sealed, each with seals of its own. */
export const sealedLog: JsonSchema = oneOf(['events', 'accesses', 'user-actions']);

const hash: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const logId: JsonSchema = { type: 'string', pattern: '^[A-Za-z0-9._:-]{1,100}$' };
const size: JsonSchema = { type: 'integer', minimum: 1 };
const time: JsonSchema = {
  type: 'string',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$',
};

/** `Seal` of libs/seals. */
export const seal = exactly({
  format: { const: 'latchkey-seal-1' },
  log: described('Which log.', sealedLog),
  log_id: described('Tells a log from one that took its place.', logId),
  size: described('How many entries are sealed: those of the ordinals 1 to this one.', size),
  root: described('Of the RFC 6962 tree (SHA-256) over them.', hash),
  time: described('When, by the clock of who sealed.', time),
  key: described('Fingerprint of the public key: SHA-256 over its SPKI.', {
    type: 'string',
    pattern: '^sha256:[0-9a-f]{64}$',
  }),
  signature: described('Ed25519, base64, over the canonical JSON of format, log, log_id, size, root and time.', {
    type: 'string',
    pattern: '^[A-Za-z0-9+/]{85}[AQgw]==$',
  }),
  previous_size: described('Of the seal before in this log; null: this is the first.', {
    anyOf: [size, { type: 'null' }],
  }),
  consistency: described('Proves that what was sealed before is the beginning of this (RFC 6962, section 2.1.2).', {
    type: 'array',
    maxItems: 128,
    items: hash,
  }),
});

export const sealHeaders = exactly({
  'content-type': { const: CONTENT_TYPE },
  ce_specversion: { const: SPEC_VERSION },
  ce_id: described('`<log_id>/<size>`: the same each time the record comes.', {
    type: 'string',
    pattern: '^[A-Za-z0-9._:-]{1,100}/[1-9][0-9]*$',
  }),
  ce_source: { const: '/latchkey/sealer' },
  ce_type: { const: SEALED },
  ce_time: time,
  ce_subject: described('The log once more.', sealedLog),
});
