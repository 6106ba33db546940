import { type LocalInstallation } from '@latchkey/testing';

/** An account whose keys may forward its cards to the destination. */
export interface Stage {
  readonly accountId: string;
  readonly keys: readonly string[];
  readonly tokens: readonly string[];
}

/** Published test numbers, so that each token's card is another. */
const CARDS = ['4111111111111111', '5555555555554444', '378282246310005', '6011111111111117', '3530111333300000'];

export async function setStage(local: LocalInstallation, destinationPort: number): Promise<Stage> {
  const operator = { authorization: `Bearer ${local.operator_token}` };
  const manage = (method: string, path: string, headers: Record<string, string>, body: object) =>
    send(method, `${local.key_management_url}${path}`, { ...operator, ...headers }, body);
  const { id: accountId } = await manage('POST', '/accounts', {}, { name: 'Faults', operating_model: 'ecosystem' });
  const account = { 'x-latchkey-account': accountId };
  const destination = { host: 'localhost', ports: [destinationPort], insecure_loopback: true };
  await manage('PUT', '/destinations', account, { data: [destination] });
  const first = await manage('POST', '/api-keys', account, { label: 'First' });
  const second = await manage('POST', '/api-keys', account, { label: 'Second' });
  const headers = { 'x-api-key': first.secret, 'x-latchkey-min-position': second.position };
  const tokens: string[] = [];
  for (const account_number of CARDS) {
    const card = { account_number, expiry_month: 12, expiry_year: 2040 };
    tokens.push((await send('POST', `${local.commerce_url}/tokens`, headers, card)).id);
  }
  return { accountId, keys: [first.secret, second.secret], tokens };
}

async function send(method: string, url: string, headers: Record<string, string>, body: object) {
  const response = await fetch(url, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname} answered ${response.status}`);
  const { id = '', secret = '' } = (await response.json()) as { id?: string; secret?: string };
  return { id, secret, position: response.headers.get('x-latchkey-position') ?? '' };
}
