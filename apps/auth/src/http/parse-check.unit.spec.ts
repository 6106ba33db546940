import fc from 'fast-check';
import { parseCheck } from './parse-check';

const keyId = '7d1c8a53-3a54-4e8a-8a55-0f6f6f3f9a01';
const digest = Buffer.alloc(32, 7).toString('base64url');
const good = { key_id: keyId, digest };

describe('one check', () => {
  test('is read with every member', () => {
    const merchant = '0D1E8A53-3A54-4E8A-8A55-0F6F6F3F9A02';
    const destination = { payment_forward_url: true, method: 'POST' };
    const item = { ...good, feature: 'tokens.create', merchant_id: merchant, destination, min_position: 'log:1' };
    expect(parseCheck(item)).toEqual({
      ok: true,
      check: {
        ...{ keyId, digest: Buffer.alloc(32, 7), operation: 'tokens.create' },
        ...{ merchantId: merchant.toLowerCase(), minPosition: 'log:1' },
        destination: { kind: 'payment-forward-url', method: 'POST' },
      },
    });
  });

  test.each([
    ['bad_check', null, null],
    ['bad_check', null, 'text'],
    ['bad_check', null, []],
    ['bad_key_id', null, {}],
    ['bad_key_id', null, { ...good, key_id: keyId.toUpperCase() }],
    ['bad_key_id', null, { ...good, key_id: 7 }],
    ['bad_digest', keyId, { key_id: keyId }],
    ['bad_digest', keyId, { ...good, digest: digest.slice(1) }],
    ['bad_digest', keyId, { ...good, digest: `${digest}=` }],
    ['bad_digest', keyId, { ...good, digest: `${digest.slice(0, -1)}B` }],
    ['bad_digest', keyId, { ...good, digest: Buffer.alloc(32, 255).toString('base64') }],
    ['bad_feature', keyId, { ...good, feature: 'tokens.steal' }],
    ['bad_feature', keyId, { ...good, feature: null }],
    ['bad_feature', keyId, { ...good, feature: 'constructor' }],
    ['bad_merchant_id', keyId, { ...good, merchant_id: null }],
    ['bad_merchant_id', keyId, { ...good, merchant_id: '*' }],
    ['unknown_position', keyId, { ...good, min_position: '' }],
    ['unknown_position', keyId, { ...good, min_position: 12 }],
    ['unknown_position', keyId, { ...good, min_position: 'x'.repeat(129) }],
    ['bad_destination', keyId, { ...good, destination: 'https://psp.example/' }],
    ['bad_destination', keyId, { ...good, destination: null }],
    ['bad_check', keyId, { ...good, scope: '*' }],
    ['bad_check', keyId, JSON.parse(`{"key_id":"${keyId}","digest":"${digest}","__proto__":{}}`)],
  ])('with a fault is %s', (reason, id, item) => {
    expect(parseCheck(item)).toEqual({ ok: false, reason, keyId: id });
  });

  test('never throws, whatever it is', () => {
    const member = fc.oneof(fc.jsonValue(), fc.constantFrom(keyId, digest, 'tokens.list', { method: 'POST' }));
    const item = fc.oneof(
      fc.jsonValue(),
      fc.record(
        { key_id: member, digest: member, feature: member, merchant_id: member, destination: member },
        { requiredKeys: [] },
      ),
    );
    fc.assert(fc.property(item, (value) => expect(typeof parseCheck(value).ok).toBe('boolean')));
  });
});
