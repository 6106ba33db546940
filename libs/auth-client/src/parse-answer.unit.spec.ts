import fc from 'fast-check';
import { allowOf, denyOf, type WireVerdict } from './auth.double';
import { parseAnswer } from './parse-answer';

const KEY = '7d1c8a53-3a54-4e8a-8a55-0f6f6f3f9a01';
const checks = [{ keyId: KEY, digest: new Uint8Array(32) }];
const parse = (verdict: unknown) => parseAnswer(JSON.stringify({ position: 'log:1', verdicts: [verdict] }), checks);
const wire = { key_id: KEY, digest: '' };

describe('an answer of auth', () => {
  test('is read with every member', () => {
    const verdict = { ...allowOf(wire), merchant_ids: ['m'], features: ['tokens.list'], own_merchant_id: 'own' };
    expect(parse(verdict)).toEqual([
      {
        ...{ verdict: 'allow', reason: null, keyId: KEY, accountId: verdict.account_id, operatingModel: 'ecosystem' },
        ...{ merchantIds: ['m'], features: ['tokens.list'], ownMerchantId: 'own', position: 'log:0001' },
      },
    ]);
  });

  test('may hold members that are not known yet', () => {
    expect(parse({ ...denyOf(wire, 'invalid_api_key'), forward_url: null })).toMatchObject([{ verdict: 'deny' }]);
  });

  const members = Object.keys(allowOf(wire)) as (keyof WireVerdict)[];
  test.each(members)('is refused without the member %s', (member) => {
    const { [member]: _left, ...rest } = allowOf(wire);
    expect(parse(rest)).toBeNull();
  });

  test('is never an allow when any member has another type', () => {
    const otherValue = fc.oneof(fc.integer(), fc.boolean(), fc.dictionary(fc.string(), fc.string()), fc.constant([[]]));
    fc.assert(
      fc.property(fc.constantFrom(...members), otherValue, (member, value) => {
        expect(parse({ ...allowOf(wire), [member]: value })).toBeNull();
      }),
    );
  });

  test('never throws, whatever the text is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseAnswer(text, checks)).toBeNull();
      }),
    );
  });
});
