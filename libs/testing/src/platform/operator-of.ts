import { randomUUID } from 'node:crypto';
import { call, type Answer, type Call } from './call';
import { patiently } from './patiently';

export interface MadeKey {
  readonly id: string;
  readonly secret: string;
  readonly position: string;
}

/** Where there is an operator: a platform or an installation. */
export interface Operated {
  readonly operatorToken: string;
  readonly services: { readonly key_management: { readonly url: string } };
}

/** What an operator of the platform does, over HTTP; anything but success is an error of the test. */
export function operatorOf(platform: Operated) {
  const base = platform.services.key_management.url;
  const request = (path: string, options: Call & { account?: string } = {}): Promise<Answer> =>
    call(base, path, {
      ...options,
      headers: {
        authorization: `Bearer ${platform.operatorToken}`,
        ...(options.account === undefined ? {} : { 'x-latchkey-account': options.account }),
        ...options.headers,
      },
    });
  const done = async (path: string, options: Call & { account?: string }): Promise<Answer> => {
    const answer = await request(path, options);
    if (answer.status >= 300) throw new Error(`${options.method} ${path} answered ${answer.status}: ${answer.text}`);
    return answer;
  };

  return {
    request,
    async openAccount(operatingModel: string, name = `Account ${randomUUID().slice(0, 8)}`): Promise<string> {
      const answer = await done('/accounts', { method: 'POST', json: { name, operating_model: operatingModel } });
      return (answer.body as { id: string }).id;
    },
    async ownMerchant(account: string): Promise<string> {
      const { body } = await done('/merchants', { method: 'GET', account });
      const { data } = body as { data: { id: string; is_primary: boolean }[] };
      const own = data.find((merchant) => merchant.is_primary);
      if (own === undefined) throw new Error('the account has no merchant of its own');
      return own.id;
    },
    async addMerchant(account: string, legalName: string, details: object = {}): Promise<string> {
      const json = { legal_name: legalName, ...details };
      const answer = await done('/merchants', { method: 'POST', account, json });
      return (answer.body as { id: string }).id;
    },
    /** Replaces the list; answers the position of the change. */
    async allowDestinations(account: string, data: readonly object[]): Promise<string> {
      const answer = await done('/destinations', { method: 'PUT', account, json: { data } });
      return answer.headers.get('x-latchkey-position') ?? '';
    },
    async issueEncryptionKey(account: string, merchant: string): Promise<{ kid: string; key: string }> {
      const path = `/merchants/${merchant}/encryption-key`;
      const answer = await patiently(() => request(path, { method: 'POST', account }));
      if (answer.status !== 201) throw new Error(`POST ${path} answered ${answer.status}`);
      return answer.body as { kid: string; key: string };
    },
    removeMerchant: (account: string, id: string) => done(`/merchants/${id}`, { method: 'DELETE', account }),
    setModel: (account: string, operatingModel: string) =>
      done(`/accounts/${account}/operating-model`, { method: 'PUT', json: { operating_model: operatingModel } }),
    async makeKey(
      account: string,
      scope?: { merchant_ids: string[]; features: string[] },
      label = 'A key',
    ): Promise<MadeKey> {
      const json = { label, ...(scope === undefined ? {} : { scope }) };
      const answer = await done('/api-keys', { method: 'POST', account, json });
      const { id, secret } = answer.body as { id: string; secret: string };
      return { id, secret, position: answer.headers.get('x-latchkey-position') ?? '' };
    },
    async revoke(account: string, id: string): Promise<string> {
      const answer = await done(`/api-keys/${id}`, { method: 'DELETE', account });
      return answer.headers.get('x-latchkey-position') ?? '';
    },
  };
}
