import fc from 'fast-check';
import { faultsByNow, type NewToken } from './new-token';

const card = (over: Partial<NewToken> = {}): NewToken => ({
  accountNumber: '4111111111111111',
  expiryMonth: 12,
  expiryYear: 2040,
  cardholderName: null,
  securityCode: null,
  merchantId: null,
  businessKey: null,
  expiresAt: null,
  ...over,
});

const fields = (over: Partial<NewToken>, now: string) =>
  faultsByNow(card(over), new Date(now)).map(({ field }) => field);

describe('what time makes of a card', () => {
  test.each<[string, number, number, string[]]>([
    ['2026-11-30T23:59:59.999Z', 11, 2026, []],
    ['2026-12-01T00:00:00.000Z', 11, 2026, ['expiry_month']],
    ['2026-12-31T23:59:59.999Z', 12, 2026, []],
    ['2027-01-01T00:00:00.000Z', 12, 2026, ['expiry_year']],
    ['2026-01-01T00:00:00.000Z', 1, 2027, []],
    ['2026-06-01T00:00:00.000Z', 12, 1000, ['expiry_year']],
    ['2026-06-01T00:00:00.000Z', 1, 9999, []],
  ])('at %s a card of %i/%i: %j', (now, expiryMonth, expiryYear, expected) => {
    expect(fields({ expiryMonth, expiryYear }, now)).toEqual(expected);
  });

  test('it expires in one month and stays so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 2000, max: 2100 }), (expiryMonth, expiryYear) => {
        const end = Date.UTC(expiryYear, expiryMonth, 1);
        const at = (ms: number) => fields({ expiryMonth, expiryYear }, new Date(ms).toISOString()).length;
        expect([at(end - 1), at(end), at(end + 86_400_000 * 400)]).toEqual([0, 1, 1]);
      }),
    );
  });

  test('an end must lie ahead, and within what ISO 8601 writes in four digits', () => {
    const now = '2026-06-01T00:00:00.000Z';
    expect(fields({ expiresAt: new Date('2026-06-01T00:00:00.001Z') }, now)).toEqual([]);
    expect(fields({ expiresAt: new Date(now) }, now)).toEqual(['expires_at']);
    expect(fields({ expiresAt: new Date('+010000-01-01T00:00:00.000Z') }, now)).toEqual(['expires_at']);
  });
});
