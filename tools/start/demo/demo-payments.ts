import { type DemoCard } from './demo-cards';

export type DemoPayment = {
  readonly business_key: string;
  readonly amount: number;
  readonly currency_code: string;
  /** Tells a bundle that is there already from one that is not. */
  readonly reference: string;
};

const OF_EACH_MERCHANT = 2;

/** Some payments with the first cards of each merchant. */
export const demoPayments = (cards: readonly DemoCard[]): readonly DemoPayment[] => {
  const merchants = [...new Set(cards.flatMap(({ merchant_id }) => merchant_id ?? []))];
  const chosen = merchants.flatMap((id) => cards.filter((card) => card.merchant_id === id).slice(0, OF_EACH_MERCHANT));
  return chosen.map(({ business_key }, index) => ({
    business_key,
    amount: 1_250 * (index + 1),
    currency_code: 'EUR',
    reference: `demo-order-${index + 1}`,
  }));
};
