import { keyEventFromJson } from './key-event.parser';
import type { KeyEvent } from './key.events';
import { key, keyCreated, keyLabeled, keyRevoked, listScope, merchant, verifier } from './testing/key.given';

/** What the event store takes: an event that does not fit would not compile here. */
type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [member: string]: Json;
}
const stored = (event: KeyEvent): { type: string; data: JsonObject; metadata: JsonObject } => event;

const events = [keyCreated(), keyCreated({ scope: listScope, replaces: key(2) }), keyLabeled('x'), keyRevoked()];
const cases = events.map((event) => [event.type, stored(event)] as const);

describe('reading stored key events', () => {
  test.each(cases)('%s comes back as it was stored', (type, event) => {
    const { data, metadata } = JSON.parse(JSON.stringify(event)) as KeyEvent;
    expect(keyEventFromJson(type, data, metadata)).toEqual({ ok: true, event });
  });

  test.each(cases)('%s with a member missing, of another kind or too many is refused', (type, { data, metadata }) => {
    for (const name of Object.keys(data)) {
      const { [name]: _, ...rest } = data;
      const reason = `malformed ${type}: data ${name}`;
      expect(keyEventFromJson(type, rest, metadata)).toEqual({ ok: false, reason });
      expect(keyEventFromJson(type, { ...rest, [name]: 17 }, metadata)).toEqual({ ok: false, reason });
    }
    const reason = `malformed ${type}: data has an unknown member`;
    expect(keyEventFromJson(type, { ...data, secret: 'x' }, metadata)).toEqual({ ok: false, reason });
  });

  const { data, metadata } = stored(keyCreated({ scope: listScope }));
  test.each([
    ['scope', {}],
    ['scope', []],
    ['scope', { ...listScope, features: [] }],
    ['scope', { ...listScope, merchantIds: [] }],
    ['scope', { ...listScope, features: ['tokens.create'] }],
    ['scope', { ...listScope, features: ['tokens.read', 'tokens.list'] }],
    ['scope', { ...listScope, features: ['tokens.list', 'tokens.list'] }],
    ['scope', { ...listScope, merchantIds: [merchant(2), merchant(1)] }],
    ['scope', { ...listScope, merchantIds: ['*'] }],
    ['scope', { ...listScope, merchantIds: '*' }],
    ['scope', { ...listScope, extra: 1 }],
    ['verifier', { ...verifier, value: `${verifier.value}A` }],
    ['verifier', { ...verifier, value: verifier.value.slice(1) }],
    ['verifier', { ...verifier, value: `${'v'.repeat(42)}B` }],
    ['verifier', { ...verifier, value: `${'='.repeat(43)}` }],
    ['verifier', { ...verifier, pepperVersion: 0 }],
    ['verifier', { ...verifier, pepperVersion: '1' }],
    ['verifier', { ...verifier, digest: 'x' }],
    ['verifier', null],
    ['replaces', 'x'],
    ['keyId', key(1).replace('-4', '-5')],
  ])('a creation whose %s is %j is refused', (name, value) => {
    const reason = `malformed KeyCreated: data ${name}`;
    expect(keyEventFromJson('KeyCreated', { ...data, [name]: value }, metadata)).toEqual({ ok: false, reason });
  });

  test('every base64url form of 32 bytes is a verifier', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const value = Buffer.alloc(32, byte).toString('base64url');
      const read = keyEventFromJson('KeyCreated', { ...data, verifier: { value, pepperVersion: 2 } }, metadata);
      expect(read.ok).toBe(true);
    }
  });

  test.each(['KeyExpired', 'AccountOpened', '', '__proto__'])('%j is no key event', (type) => {
    expect(keyEventFromJson(type, data, metadata)).toEqual({ ok: false, reason: 'unknown type' });
  });
});
