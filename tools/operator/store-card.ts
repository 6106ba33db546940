import { call } from './call';
import type { Key, Local } from './operator';

/** Answers the token's id. `card`: what a right body of `POST /tokens` has besides the expiry. */
export async function storeCard(
  { commerce_url: url }: Local,
  { secret, position }: Key,
  card: object,
): Promise<string> {
  const headers = { 'x-api-key': secret, 'x-latchkey-min-position': position };
  const stored = await call('POST', `${url}/tokens`, headers, { expiry_month: 12, expiry_year: 2040, ...card });
  return String(stored.body['id']);
}
