import type { JsonObject } from '@latchkey/event-store';
import { storedGolden } from './testing/stored-golden';
import { toPublishedRecord } from './to-published-record';
import { UnpublishableEvent } from './unpublishable-event';

const created = storedGolden('key-created.scoped.v1.json');
const valueOf = (event: typeof created): JsonObject =>
  JSON.parse(new TextDecoder().decode(toPublishedRecord(event).value)) as JsonObject;
const refusal = (event: typeof created): UnpublishableEvent => {
  try {
    toPublishedRecord(event);
  } catch (error) {
    if (error instanceof UnpublishableEvent) return error;
    throw error;
  }
  throw new Error('it was published');
};

describe('a published record', () => {
  test('of a key has the key’s id as its key, and of an account the account’s', () => {
    expect(toPublishedRecord(created)).toMatchObject({ topic: 'latchkey.api-keys.v1', key: created.data.keyId });
    const opened = storedGolden('account-opened.v1.json');
    expect(toPublishedRecord(opened)).toMatchObject({ topic: 'latchkey.accounts.v1', key: opened.data.accountId });
  });

  test('is a CloudEvent in binary mode that names its place in the stream and in the log, and who did it', () => {
    const { headers } = toPublishedRecord({ ...created, version: 7 });
    expect(headers).toEqual({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: created.id,
      ce_source: '/latchkey/key-management',
      ce_type: 'latchkey.api-key.created.v1',
      ce_time: '2026-11-23T10:00:00.000Z',
      ce_subject: created.data.keyId,
      ce_streamversion: '7',
      ce_position: created.position,
      ce_actortype: 'user',
      ce_actorid: '50000000-0000-4000-8000-000000000000',
      ce_correlationid: 'request-0',
      ce_causationid: '90000000-0000-4000-8000-000000000000',
    });
    for (const name of Object.keys(headers)) expect(name).toMatch(/^(content-type|ce_[a-z0-9]{1,20})$/);
  });

  test('has nothing of the verifier', () => {
    const { verifier } = created.data as { verifier: { value: string } };
    const { headers, value } = toPublishedRecord(created);
    const everything = JSON.stringify(headers) + new TextDecoder().decode(value);
    expect(verifier.value).toHaveLength(43);
    expect(everything).not.toContain(verifier.value);
    expect(everything).not.toMatch(/verifier|pepper/i);
    expect(valueOf(created)).not.toHaveProperty('verifier');
  });

  test('is the same, byte for byte, in whatever order the stored members come', () => {
    const reversed = Object.fromEntries(Object.entries(created.data).reverse());
    expect(toPublishedRecord({ ...created, data: reversed })).toEqual(toPublishedRecord(created));
  });
});

describe('an event that the contract has no place for is not published', () => {
  const changed = (more: JsonObject) => ({ ...created, data: { ...created.data, ...more } });
  const by = (actor: JsonObject) => ({ ...created, metadata: { ...created.metadata, actor } });

  test.each([
    ['of an unknown type', { ...created, type: 'KeyLent' }, 'unknown type'],
    [
      'of another schema version',
      { ...created, metadata: { ...created.metadata, schemaVersion: 2 } },
      'unknown schema',
    ],
    ['with a member that is not known', changed({ note: 'hush' }), 'unknown member'],
    ['without a member', { ...created, data: { accountId: created.data.accountId ?? '' } }, 'data keyId'],
    ['with a label that is too long', changed({ label: 'hush'.repeat(26) }), 'data /label breaks maxLength'],
    ['with another display form', changed({ display: 'hush' }), 'data /display breaks pattern'],
    ['with an actor that is not printable', by({ type: 'user', id: 'hush\n' }), 'headers /ce_actorid breaks pattern'],
    ['in the stream of another key', { ...created, stream: 'apikey-hush' }, 'another subject'],
    [
      'in the stream of an account',
      { ...created, stream: `account-${String(created.data.accountId)}` },
      'unknown type',
    ],
    ['in a stream of another kind', { ...created, stream: 'hush' }, 'unknown type'],
  ])('%s: the error names type, position and reason, nothing else', (_, event, reason) => {
    const { message } = refusal(event);
    expect(message).toContain(`${event.type} at ${event.position} cannot be published: `);
    expect(message).toContain(reason);
    expect(message).not.toContain('hush');
  });
});
