import { type Answer } from './api';
import { type AsOperator, idOf } from './demo-account';
import { type DemoCard } from './demo-cards';

const LABEL = 'Demo data import';
const AT_ONCE = 8;

export type Import = {
  readonly operator: AsOperator;
  /** One call to commerce with the key that is given. */
  readonly withKey: (
    key: string,
    call: { method: 'GET' | 'POST'; path: string; body?: object; minPosition: string | null },
  ) => Promise<Answer>;
  readonly cards: readonly DemoCard[];
};

/** Stores the cards that are not stored yet, with a key that is revoked again at the end, and so has a past as well. */
export const importTokens = async ({ operator, withKey, cards }: Import): Promise<void> => {
  await revokeLeftOver(operator);
  // Without an idempotency key: the repeat of an interrupted import could not learn this key's secret.
  const created = await operator({ method: 'POST', path: '/api-keys', body: { label: LABEL } });
  const key = String(created.body['secret']);
  const minPosition = created.position;

  const stored = await withKey(key, { method: 'GET', path: '/tokens?limit=500', minPosition });
  const known = new Set(dataOf(stored).map((token) => token['business_key']));
  const missing = cards.filter((card) => !known.has(card.business_key));
  const importNext = async (): Promise<void> => {
    for (let card = missing.pop(); card; card = missing.pop()) {
      await withKey(key, { method: 'POST', path: '/tokens', body: card, minPosition });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, importNext));
  await operator({ method: 'DELETE', path: `/api-keys/${idOf(created)}` });
};

/** An import that was interrupted has left its key behind. */
const revokeLeftOver = async (operator: AsOperator): Promise<void> => {
  const { body } = await operator({ method: 'GET', path: '/api-keys?status=active&limit=500' });
  for (const key of dataOf({ body })) {
    if (key['label'] === LABEL) await operator({ method: 'DELETE', path: `/api-keys/${String(key['id'])}` });
  }
};

const dataOf = ({ body }: Pick<Answer, 'body'>): Record<string, unknown>[] =>
  Array.isArray(body['data']) ? body['data'] : [];
