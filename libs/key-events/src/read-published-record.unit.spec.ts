import { readPublishedRecord } from './read-published-record';
import { goldenNames, storedGolden } from './testing/stored-golden';
import { toPublishedRecord } from './to-published-record';

const revoked = toPublishedRecord(storedGolden('key-revoked.v1.json'));
const subject = revoked.key;
const withHeaders = (more: Readonly<Record<string, string>>) => ({
  ...revoked,
  headers: { ...revoked.headers, ...more },
});
const withValue = (text: string) => ({ ...revoked, value: new TextEncoder().encode(text) });

describe('a record that was published', () => {
  test.each(goldenNames)('%s is read back', (name) => {
    const stored = storedGolden(name);
    const record = toPublishedRecord({ ...stored, version: 3 });
    expect(readPublishedRecord(record)).toEqual({
      kind: 'event',
      envelope: { type: record.headers.ce_type, subject: record.key, version: 3 },
      event: {
        type: record.headers.ce_type,
        subject: record.key,
        version: 3,
        data: JSON.parse(new TextDecoder().decode(record.value)) as unknown,
        id: stored.id,
        time: stored.metadata.time,
        position: stored.position,
        actor: stored.metadata.actor,
        correlationId: stored.metadata.correlationId,
        causationId: stored.metadata.causationId,
      },
    });
  });

  test('is read though something on its way has added a header', () => {
    expect(readPublishedRecord(withHeaders({ traceparent: 'x' })).kind).toBe('event');
  });

  test('of a type that is not known still tells subject and version', () => {
    const newer = { ...withHeaders({ ce_type: 'latchkey.api-key.lent.v1', ce_streamversion: '9' }), value: null };
    const envelope = { type: 'latchkey.api-key.lent.v1', subject, version: 9 };
    expect(readPublishedRecord(newer)).toEqual({ kind: 'unknown-type', envelope });
  });
});

describe('a record that breaks the contract', () => {
  test.each([
    ['has another member', withValue(JSON.stringify({ account_id: subject, key_id: subject, hush: 1 })), 'data'],
    ['lacks a member', withValue('{}'), 'data'],
    ['is no JSON', withValue('hush'), 'data'],
    ['has no value', { ...revoked, value: null }, 'data'],
    ['has an actor of another kind', withHeaders({ ce_actortype: 'hush' }), 'headers /ce_actortype'],
    ['has a time of another form', withHeaders({ ce_time: 'hush' }), 'headers /ce_time'],
  ])('%s: told with its place, without quoting it', (_, record, part) => {
    const read = readPublishedRecord(record);
    expect(read).toMatchObject({ kind: 'violation', envelope: { subject, version: 0 } });
    expect(read).toHaveProperty('reason', expect.stringContaining(part));
    expect(JSON.stringify(read)).not.toContain('hush');
  });

  test.each([
    ['has no key', { ...revoked, key: null }],
    ['has another key than its subject', { ...revoked, key: 'hush' }],
    ['has no version', withHeaders({ ce_streamversion: '' })],
    ['has a version that is no number', withHeaders({ ce_streamversion: '1e3' })],
    ['is no CloudEvent', withHeaders({ ce_specversion: '0.3' })],
    ['has no type', withHeaders({ ce_type: '' })],
  ])('%s: it cannot be read at all', (_, record) => {
    expect(readPublishedRecord(record)).toEqual({ kind: 'unreadable', reason: expect.stringMatching(/^it/) as string });
  });
});
