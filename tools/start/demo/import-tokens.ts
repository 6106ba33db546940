import { type AsOperator, dataOf, type WithKey } from './api';
import { idOf } from './demo-account';
import { type DemoCard } from './demo-cards';
import { type DemoPayment } from './demo-payments';
import { importBundles } from './import-bundles';

const LABEL = 'Demo data import';
const AT_ONCE = 8;

export type Import = {
  readonly operator: AsOperator;
  readonly withKey: WithKey;
  readonly cards: readonly DemoCard[];
  readonly payments: readonly DemoPayment[];
};

/** Stores the cards and bundles that are not stored yet, with a key that is revoked again at the end, and so has a past as well. */
export const importTokens = async ({ operator, withKey, cards, payments }: Import): Promise<void> => {
  await revokeLeftOver(operator);
  // Without an idempotency key: the repeat of an interrupted import could not learn this key's secret.
  const created = await operator({ method: 'POST', path: '/api-keys', body: { label: LABEL } });
  const key = String(created.body['secret']);
  const minPosition = created.position;

  const stored = await withKey(key, { method: 'GET', path: '/tokens?limit=500', minPosition });
  const tokenIds = new Map(dataOf(stored).map(({ business_key, id }) => [String(business_key), String(id)] as const));
  const missing = cards.filter((card) => !tokenIds.has(card.business_key));
  const importNext = async (): Promise<void> => {
    for (let card = missing.pop(); card; card = missing.pop()) {
      const made = await withKey(key, { method: 'POST', path: '/tokens', body: card, minPosition });
      tokenIds.set(card.business_key, idOf(made));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, importNext));
  await importBundles({ withKey, key, minPosition, payments, tokenIds });
  await operator({ method: 'DELETE', path: `/api-keys/${idOf(created)}` });
};

/** An import that was interrupted has left its key behind. */
const revokeLeftOver = async (operator: AsOperator): Promise<void> => {
  const { body } = await operator({ method: 'GET', path: '/api-keys?status=active&limit=500' });
  for (const key of dataOf({ body })) {
    if (key['label'] === LABEL) await operator({ method: 'DELETE', path: `/api-keys/${String(key['id'])}` });
  }
};
