import { randomUUID } from 'node:crypto';
import { type Answer, type Guide, type Json } from './guide';
import { type Installation } from './installation';

/** `position`: when it was made. */
export type Key = { readonly id: string; readonly secret: string; readonly position: string | null };

/** The account that the tour plays on: the demo's, or one of its own where there is no demo. */
export type Stage = {
  readonly accountId: string;
  readonly merchantId: string;
  readonly otherMerchantId: string;
  /** Where the local provider takes payments. */
  readonly providerUrl: string | undefined;
  operator(method: string, path: string, body?: object): Promise<Answer>;
  /** A call to commerce with a key. `after`: a position that the answer must not be older than. */
  withKey(
    key: string,
    method: string,
    path: string,
    options?: { after?: string | null; body?: object; headers?: Readonly<Record<string, string>> },
  ): Promise<Answer>;
};

export const setStage = async (guide: Guide, installation: Installation): Promise<Stage> => {
  const operatorOf =
    (accountId: string | null): Stage['operator'] =>
    (method, path, body) =>
      guide.call({
        method,
        url: `${installation.key_management_url}${path}`,
        headers: {
          authorization: `Bearer ${installation.operator_token}`,
          ...(accountId ? { 'x-latchkey-account': accountId } : {}),
          ...(method === 'POST' ? { 'x-idempotency-key': randomUUID() } : {}),
        },
        ...(body ? { body } : {}),
      });
  const withKey: Stage['withKey'] = (key, method, path, { after, body, headers } = {}) =>
    guide.call({
      method,
      url: `${installation.commerce_url}${path}`,
      headers: { 'x-api-key': key, ...headers, ...(after ? { 'x-latchkey-min-position': after } : {}) },
      ...(body ? { body } : {}),
    });

  const { demo, provider_url: providerUrl } = installation;
  const [merchantId, otherMerchantId] = demo?.merchant_ids ?? [];
  if (demo && merchantId && otherMerchantId) {
    const { account_id: accountId } = demo;
    return { accountId, merchantId, otherMerchantId, providerUrl, operator: operatorOf(accountId), withKey };
  }
  return { ...(await ownAccount(guide, operatorOf)), providerUrl, withKey };
};

const ownAccount = async (guide: Guide, operatorOf: (accountId: string | null) => Stage['operator']) => {
  guide.chapter('An account to play on (this installation has no demo)');
  const account = await operatorOf(null)('POST', '/accounts', { name: 'Tour', operating_model: 'ecosystem' });
  const accountId = textOf(account, 'id');
  const operator = operatorOf(accountId);
  const merchantId = textOf(await operator('POST', '/merchants', { legal_name: 'First Shop' }), 'id');
  const otherMerchantId = textOf(await operator('POST', '/merchants', { legal_name: 'Second Shop' }), 'id');
  return { accountId, operator, merchantId, otherMerchantId };
};

export const textOf = ({ body }: Answer, member: string): string => String(body?.[member] ?? '');

export const listOf = ({ body }: Answer): readonly Json[] =>
  Array.isArray(body?.['data']) ? (body['data'] as Json[]) : [];

export const classifierOf = (answer: Answer): string => textOf(answer, 'classifier');
