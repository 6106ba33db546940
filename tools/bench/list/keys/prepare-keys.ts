import type { Installation } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { openAccount } from '../../../operator/operator';
import type { ListPage } from '../list-pages';
import { fillKeys } from './fill-keys';
import { keyPages, type KeysStage } from './key-pages';
import { signIn } from './sign-in';

export const KEYS = 1_000_000;
const MERCHANTS = 10_000;

export const prepareKeys = async (installation: Installation): Promise<readonly ListPage[]> =>
  keyPages(await manyKeys(installation));

/** An account of many keys and merchants in the read model, and its owner, who is signed in. */
export async function manyKeys(installation: Installation): Promise<KeysStage> {
  const local = installation.local();
  const { key_management_url: url, dashboard_url: dashboardUrl, operator_token: operatorToken } = local;
  const { accountId } = await openAccount(local, 'Bench of keys');
  const merchantIds = Array.from({ length: 4 }, () => randomUUID());
  const [big = '', , small = '', rare = ''] = merchantIds;
  const databaseUrl = local.database_url;
  await fillKeys({ databaseUrl, accountId, merchantIds, keys: KEYS, merchants: MERCHANTS });
  const headers = await signIn({ url, dashboardUrl, operatorToken, accountId });
  return { url, headers, merchants: { big, small, rare, absent: randomUUID() } };
}
