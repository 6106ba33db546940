import fc from 'fast-check';
import { allowOf, denyOf, type WireVerdict } from './auth.double';
import { parseAnswer } from './parse-answer';
import type { Check } from './verdict';

const KEY = '7d1c8a53-3a54-4e8a-8a55-0f6f6f3f9a01';
const checks = [{ keyId: KEY, digest: new Uint8Array(32) }];
const answerOf = (verdict: unknown) => JSON.stringify({ position: 'log:1', verdicts: [verdict] });
const parse = (verdict: unknown) => parseAnswer(answerOf(verdict), checks);
const wire = { key_id: KEY, digest: '' };

describe('an answer of auth', () => {
  test('is read with every member', () => {
    const verdict = { ...allowOf(wire), merchant_ids: ['m'], features: ['tokens.list'], own_merchant_id: 'own' };
    expect(parse(verdict)).toEqual([
      {
        ...{ verdict: 'allow', reason: null, keyId: KEY, accountId: verdict.account_id, operatingModel: 'ecosystem' },
        ...{ merchantIds: ['m'], features: ['tokens.list'], ownMerchantId: 'own', position: 'log:0001' },
        ...{ forwardUrl: null, destination: null },
      },
    ]);
  });

  test('may hold members that are not known yet', () => {
    expect(parse({ ...denyOf(wire, 'invalid_api_key'), a_later_member: 1 })).toMatchObject([{ verdict: 'deny' }]);
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

  describe('to a check about a destination', () => {
    const url = { url: 'https://psp.example/pay', method: 'POST' };
    const ownUrl = { paymentForwardUrl: true, method: 'POST' } as const;
    const about = (destination: Check['destination'], over: object) =>
      parseAnswer(
        answerOf({ ...allowOf(wire), ...over }),
        checks.map((check) => ({ ...check, destination })),
      );
    const wired = { relay: 'status_only', insecure_loopback: true };
    const read = { relay: 'status_only', insecureLoopback: true };
    const forward_url = 'http://localhost:8080/pay';

    test('is read with both members', () => {
      expect(about(url, { destination: wired, forward_url })).toMatchObject([{ destination: read }]);
      const [answer] = about(ownUrl, { destination: wired, forward_url }) ?? [];
      expect(answer).toMatchObject({ destination: read, forwardUrl: forward_url });
    });

    test('is no allow without its destination, nor with one that was not asked about', () => {
      expect(about(url, { destination: null })).toBeNull();
      expect(about(ownUrl, { destination: null, forward_url })).toBeNull();
      expect(about(undefined, { destination: wired })).toBeNull();
    });

    test("is no allow of a merchant's own URL that does not say which it is", () => {
      expect(about(ownUrl, { destination: wired, forward_url: null })).toBeNull();
    });

    test('may deny without it', () => {
      const denied = { verdict: 'deny', reason: 'destination_not_allowed', destination: null };
      expect(about(url, denied)).toMatchObject([denied].map(({ verdict, reason }) => ({ verdict, reason })));
    });

    test.each([
      ['masked', false, true],
      ['status_only', true, true],
      ['plain', false, false],
      ['Masked', false, false],
      [null, false, false],
      [undefined, false, false],
      [['masked'], false, false],
      ['masked', undefined, false],
      ['masked', null, false],
      ['masked', 'false', false],
      ['masked', 0, false],
    ])('with relay %j and insecure_loopback %j is read: %j', (relay, insecure_loopback, good) => {
      expect(about(url, { destination: { relay, insecure_loopback } }) !== null).toBe(good);
    });

    test.each([[[]], ['masked'], [true], [1], [{}], [undefined]])(
      'with the destination %j is refused',
      (destination) => {
        expect(about(url, { destination })).toBeNull();
      },
    );

    test.each([[[]], [true], [1], [{}], [undefined]])('with the forward URL %j is refused', (forward_url) => {
      expect(about(url, { destination: wired, forward_url })).toBeNull();
    });
  });

  test('never throws, whatever the text is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseAnswer(text, checks)).toBeNull();
      }),
    );
  });
});
