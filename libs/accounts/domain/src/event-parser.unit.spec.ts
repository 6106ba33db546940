import { type EventMetadata } from './event-metadata';
import { eventParser } from './event-parser';
import { isString } from './json-shape';
import { metadata } from './testing/account.given';

interface Noted {
  readonly type: 'Noted';
  readonly data: { readonly text: string };
  readonly metadata: EventMetadata;
}
const parse = eventParser<Noted>({ Noted: { text: isString } });
const data = { text: 'hello' };

describe('a parser of stored events', () => {
  test('reads what it knows', () => {
    expect(parse('Noted', data, metadata)).toEqual({ ok: true, event: { type: 'Noted', data, metadata } });
  });

  test.each(['Other', '', 'noted', 'constructor', '__proto__'])('does not know %j', (type) => {
    expect(parse(type, data, metadata)).toEqual({ ok: false, reason: 'unknown type' });
  });

  test.each([
    [{ ...metadata, schemaVersion: 2 }],
    [{ ...metadata, schemaVersion: 0 }],
    [{ ...metadata, schemaVersion: '1' }],
    [{}],
    [null],
    [undefined],
    ['text'],
  ])('refuses another schema version than its own: %j', (other) => {
    expect(parse('Noted', data, other)).toEqual({ ok: false, reason: 'unknown schema version' });
  });

  test.each([
    [{ actor: { type: 'robot', id: 'x' } }, 'actor'],
    [{ actor: { type: 'user' } }, 'actor'],
    [{ actor: { type: 'user', id: 'x', name: 'y' } }, 'actor'],
    [{ actor: null }, 'actor'],
    [{ correlationId: null }, 'correlationId'],
    [{ causationId: 1 }, 'causationId'],
    [{ time: '2026-11-23T10:00:00Z' }, 'time'],
    [{ time: '2026-11-23T10:00:00.000+01:00' }, 'time'],
    [{ time: 1_700_000_000 }, 'time'],
    [{ extra: 'x' }, 'has an unknown member'],
  ])('refuses the metadata %j', (change, name) => {
    const reason = `malformed Noted: metadata ${name}`;
    expect(parse('Noted', data, { ...metadata, ...change })).toEqual({ ok: false, reason });
  });

  test('never quotes a value', () => {
    const secret = 'swordfish';
    for (const answer of [
      parse(secret, data, metadata),
      parse('Noted', { text: [secret] }, metadata),
      parse('Noted', { [secret]: 1, ...data }, metadata),
      parse('Noted', secret, { ...metadata, actor: secret }),
    ])
      expect(JSON.stringify(answer)).not.toContain(secret);
  });
});

describe('events of an older schema', () => {
  const old = { ...metadata, schemaVersion: 0 };
  const upgrading = eventParser<Noted>(
    { Noted: { text: isString } },
    {
      [-1]: ({ data }) => ({ type: 'Jotted', data, metadata: null }),
      0: ({ type, data }) => ({
        type: type === 'Jotted' ? 'Noted' : type,
        data: { text: String(data) },
        metadata: null,
      }),
    },
  );

  test('are brought to the current one, step by step', () => {
    const event = { type: 'Noted', data, metadata };
    expect(upgrading('Jotted', 'hello', old)).toEqual({ ok: true, event });
    expect(upgrading('Scribbled', 'hello', { ...old, schemaVersion: -1 })).toEqual({ ok: true, event });
  });

  test('are then checked like any other', () => {
    expect(upgrading('Doodled', 'hello', old)).toEqual({ ok: false, reason: 'unknown type' });
    expect(upgrading('Jotted', 'hello', { ...old, time: '' })).toMatchObject({ ok: false });
  });

  test('are refused when no step leads on', () => {
    expect(upgrading('Jotted', 'hello', { ...old, schemaVersion: -2 })).toMatchObject({ ok: false });
  });
});
