import { createServiceTokenSource, generateServiceKeyPair } from '@latchkey/service-tokens';
import { call, type Answer, type Call } from './http';

/** A body of `POST /tokens/{id}/payment-data` that is right where the token has a merchant. */
export const payment = (over: object = {}) => ({ amount: 1299, currency_code: 'EUR', reference: 'order 7', ...over });

const keyManagement = generateServiceKeyPair('key-management', 'key-management-1');

/** For the settings of a commerce that `issueMerchantKey` is to be used with. */
export const servicePublicKeys = keyManagement.publicKeysFile;

/** Gives a merchant an encryption key, as key-management does; answers it as bytes. */
export async function issueMerchantKey(
  url: string,
  merchant: { account_id: string; merchant_id: string },
  kid: string,
) {
  const { service, kid: signer, private_key: privateKey } = keyManagement.privateKeyFile;
  const token = await createServiceTokenSource({ service, kid: signer, privateKey, audience: 'commerce' }).token();
  const post = (path: string, json: object): Promise<Answer> =>
    call(url, `/internal/v1/merchant-keys${path}`, {
      ...({ method: 'POST', json } satisfies Call),
      headers: { authorization: `Bearer ${token}` },
    });
  const made = await post('', { ...merchant, kid });
  const activated = await post(`/${kid}/activate`, merchant);
  if (made.status !== 201 || activated.status !== 204) throw new Error('the key was not issued');
  return new Uint8Array(Buffer.from(String(made.body['key']), 'base64url'));
}
