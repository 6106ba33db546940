import { type Answer, type AsOperator } from './api';

const MERCHANTS = [
  { legal_name: 'North Books', company_city: 'Hamburg', country_code: 'DE', default_currency: 'EUR' },
  { legal_name: 'Harbour Coffee', company_city: 'Lisbon', country_code: 'PT', default_currency: 'EUR' },
  { legal_name: 'Peak Outdoor', company_city: 'Denver', country_code: 'US', default_currency: 'USD' },
] as const;

export const openAccount = async (operator: AsOperator): Promise<string> => {
  const body = { name: 'Demo', operating_model: 'ecosystem' };
  return idOf(await operator({ method: 'POST', path: '/accounts', body, step: 'account' }));
};

/** Answers the ids of the merchants besides the account's own. */
export const addMerchants = async (operator: AsOperator): Promise<string[]> => {
  const ids: string[] = [];
  for (const body of MERCHANTS) {
    ids.push(idOf(await operator({ method: 'POST', path: '/merchants', body, step: `merchant-${ids.length + 1}` })));
  }
  return ids;
};

/** Bundles of the merchant are then encrypted for it. Nobody keeps the key: another may be issued at any time. */
export const issueEncryptionKey = async (operator: AsOperator, merchantId: string): Promise<void> => {
  await operator({ method: 'POST', path: `/merchants/${merchantId}/encryption-key`, step: 'encryption-key' });
};

/** Keys that something has happened to: made, relabelled, scoped, replaced, revoked. */
export const addKeys = async (operator: AsOperator, merchantIds: readonly string[]): Promise<void> => {
  const create = async (step: string, body: object): Promise<string> =>
    idOf(await operator({ method: 'POST', path: '/api-keys', body, step: `key-${step}` }));
  const revoke = (id: string): Promise<Answer> => operator({ method: 'DELETE', path: `/api-keys/${id}` });
  const [first = '', second = ''] = merchantIds;

  const backend = await create('backend', { label: 'Backend' });
  await operator({ method: 'PATCH', path: `/api-keys/${backend}`, body: { label: 'Order backend' } });
  await create('reporting', {
    label: 'Reporting',
    scope: { merchant_ids: merchantIds, features: ['tokens.list', 'tokens.read', 'payment-data.list'] },
  });
  const narrow = await create('checkout', {
    label: 'Checkout',
    scope: { merchant_ids: [first], features: ['tokens.read'] },
  });
  await create('checkout-eu', {
    label: 'Checkout EU',
    scope: { merchant_ids: [first, second], features: ['tokens.list', 'tokens.read', 'payment-data.forward'] },
    replaces: narrow,
  });
  await revoke(narrow);
  await revoke(await create('migration', { label: 'Migration 2025' }));
};

export const idOf = ({ body }: Answer): string => String(body['id']);
