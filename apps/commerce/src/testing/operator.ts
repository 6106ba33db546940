import { call, type Answer, type Call } from './http';

/** An operator of a running installation, over HTTP. Anything but success is an error of the test. */
export function createOperator({ url, token }: { readonly url: string; readonly token: string }) {
  let position = '';

  async function done(path: string, account: string | undefined, options: Call): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(account === undefined ? {} : { 'x-latchkey-account': account }),
    };
    const answer = await call(url, path, { ...options, headers });
    if (answer.status >= 300) throw new Error(`${options.method} ${path} answered ${answer.status}: ${answer.text}`);
    position = String(answer.headers['x-latchkey-position'] ?? position);
    return answer;
  }
  const made = async (path: string, account: string | undefined, json: object) =>
    (await done(path, account, { method: 'POST', json })).body as { id: string; secret: string };

  return {
    /** Of the last write. */
    position: () => position,
    openAccount: async (operatingModel: string) =>
      (await made('/accounts', undefined, { name: 'An account', operating_model: operatingModel })).id,
    async ownMerchant(account: string): Promise<string> {
      const { data } = (await done('/merchants', account, { method: 'GET' })).body as unknown as {
        data: { id: string; is_primary: boolean }[];
      };
      return data.find((merchant) => merchant.is_primary)?.id ?? '';
    },
    addMerchant: async (account: string, name: string) => (await made('/merchants', account, { legal_name: name })).id,
    removeMerchant: (account: string, id: string) => done(`/merchants/${id}`, account, { method: 'DELETE' }),
    setModel: (account: string, model: string) =>
      done(`/accounts/${account}/operating-model`, account, { method: 'PUT', json: { operating_model: model } }),
    makeKey: (account: string, scope?: { merchant_ids: string[]; features: string[] }) =>
      made('/api-keys', account, { label: 'A key', ...(scope === undefined ? {} : { scope }) }),
    revokeKey: (account: string, id: string) => done(`/api-keys/${id}`, account, { method: 'DELETE' }),
  };
}
