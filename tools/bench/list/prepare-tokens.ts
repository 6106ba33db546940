import type { Installation } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openAccount } from '../../operator/operator';
import { storeCard } from '../../operator/store-card';
import { fillAccount } from './fill-account';
import { listPages, type ListPage } from './list-pages';

export const TOKENS = 1_000_000;

/** An account of four merchants, its tokens, and two keys that may list them. */
export async function prepareTokens({ dataDir, local }: Installation): Promise<readonly ListPage[]> {
  const { commerce_url: url, database_url: databaseUrl, ...others } = local();
  const operator = await openAccount({ commerce_url: url, ...others }, 'Bench');
  const merchantIds: string[] = [];
  for (const name of ['Big', 'Middle', 'Small', 'Rare']) merchantIds.push(await operator.makeMerchant(name));
  const [big = '', middle = '', small = '', rare = ''] = merchantIds;
  const account = await operator.makeKey();
  const scoped = await operator.makeKey({ merchant_ids: [big, small, rare], features: ['tokens.list'] });
  const card = { account_number: '4111111111111111', cardholder_name: 'A Bench' };
  // The account's keys are made with its first card.
  await storeCard({ commerce_url: url, ...others }, { ...account, position: scoped.position }, card);
  await fillAccount({
    ...{ databaseUrl, rootKeyFile: join(dataDir, 'secrets', 'root-key.json'), accountId: operator.accountId },
    ...{ merchantIds: [big, middle, small, rare], count: TOKENS },
  });
  return listPages({
    url,
    merchants: { big, rare, absent: randomUUID() },
    callers: [
      { name: 'account', key: account },
      { name: '3 merchants', key: scoped },
    ],
  });
}
