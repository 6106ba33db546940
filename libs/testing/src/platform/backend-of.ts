import { call, type Answer } from './call';
import { patiently } from './patiently';

/** What a backend with an API key does at commerce. Creations must succeed; `position` is the least it wants to see. */
export function backendOf(commerceUrl: string, { secret, position }: { secret: string; position: string }) {
  const headers = { 'x-api-key': secret, 'x-latchkey-min-position': position };
  const post = (path: string, json: object | undefined, more: Record<string, string> = {}): Promise<Answer> => {
    const body = json === undefined ? {} : { json };
    return patiently(() => call(commerceUrl, path, { method: 'POST', headers: { ...headers, ...more }, ...body }));
  };
  const made = async (path: string, json: object): Promise<Record<string, unknown>> => {
    const answer = await post(path, json);
    if (answer.status !== 201) throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`);
    return answer.body as Record<string, unknown>;
  };
  return {
    get: (path: string, more: Record<string, string> = {}): Promise<Answer> =>
      patiently(() => call(commerceUrl, path, { headers: { ...headers, ...more } })),
    remove: (path: string): Promise<Answer> => patiently(() => call(commerceUrl, path, { method: 'DELETE', headers })),
    storeCard: async (account_number: string, more: object = {}): Promise<string> =>
      String((await made('/tokens', { account_number, expiry_month: 12, expiry_year: 2040, ...more }))['id']),
    makeBundle: (token: string, merchant_id: string): Promise<Record<string, unknown>> =>
      made(`/tokens/${token}/payment-data`, { amount: 1299, currency_code: 'EUR', reference: 'order 7', merchant_id }),
    forwardCard: (token: string, url: string, template: object, more: Record<string, string> = {}): Promise<Answer> =>
      post('/forward', template, { 'x-latchkey-token': token, 'x-destination-url': url, ...more }),
    forwardBundle: (bundle: string, template: object, more: Record<string, string> = {}): Promise<Answer> =>
      post(`/payment-data/${bundle}/forward`, template, more),
  };
}
