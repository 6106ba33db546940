/** Test card numbers that networks and processors publish for this purpose; none belongs to anybody. */
export const TEST_CARD_NUMBERS: readonly string[] = [
  '4111111111111111',
  '4012888888881881',
  '4242424242424242',
  '4000056655665556',
  '5555555555554444',
  '5105105105105100',
  '5200828282828210',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '6011000990139424',
  '3056930009020004',
  '36227206271667',
  '3566002020360505',
  '6200000000000005',
];

export const DEMO_TOKENS = 104;

export type DemoCard = {
  /** Tells a token that is there already from one that is not. */
  readonly business_key: string;
  readonly account_number: string;
  readonly expiry_month: number;
  readonly expiry_year: number;
  readonly cardholder_name: string;
  readonly merchant_id: string | null;
};

/** The demo account's cards: of each merchant in turn, and some that belong to none. */
export const demoCards = (merchantIds: readonly string[], thisYear: number): readonly DemoCard[] => {
  const owners = [...merchantIds, null];
  return Array.from({ length: DEMO_TOKENS }, (_, index) => ({
    business_key: `demo-${String(index + 1).padStart(3, '0')}`,
    account_number: at(TEST_CARD_NUMBERS, index),
    expiry_month: (index % 12) + 1,
    expiry_year: thisYear + 1 + (index % 5),
    cardholder_name: `Test Cardholder ${index + 1}`,
    merchant_id: at(owners, Math.floor(index / TEST_CARD_NUMBERS.length) + index),
  }));
};

const at = <T>(values: readonly T[], index: number): T => values[index % values.length] as T; // no caller gives an empty list
