import { call } from './call';

export interface Local {
  readonly key_management_url: string;
  readonly commerce_url: string;
  readonly operator_token: string;
}

export interface Key {
  readonly secret: string;
  /** Of the log, when the key was there. */
  readonly position: string;
}

export interface Scope {
  readonly merchant_ids: readonly string[];
  readonly features: readonly string[];
}

/** An account of its own and what an operator does in it. */
export interface Operator {
  readonly accountId: string;
  makeMerchant(legalName: string): Promise<string>;
  makeKey(scope?: Scope): Promise<Key>;
  /** In place of all before; answers the log's position then. */
  allowDestinations(destinations: readonly object[]): Promise<string>;
}

/** `name`: of the account and its keys. */
export async function openAccount(
  { key_management_url: url, operator_token: token }: Local,
  name: string,
): Promise<Operator> {
  const bearer = { authorization: `Bearer ${token}` };
  const accountId = String(
    (await call('POST', `${url}/accounts`, bearer, { name, operating_model: 'ecosystem' })).body['id'],
  );
  const headers = { ...bearer, 'x-latchkey-account': accountId };
  return {
    accountId,
    makeMerchant: async (legalName) =>
      String((await call('POST', `${url}/merchants`, headers, { legal_name: legalName })).body['id']),
    async makeKey(scope) {
      const made = await call('POST', `${url}/api-keys`, headers, { label: name, ...(scope ? { scope } : {}) });
      return { secret: String(made.body['secret']), position: made.position };
    },
    async allowDestinations(destinations) {
      return (await call('PUT', `${url}/destinations`, headers, { data: destinations })).position;
    },
  };
}
