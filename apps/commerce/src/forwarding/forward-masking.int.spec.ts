import { startDestination } from '../testing/destination';
import { card, startTestCommerce, VISA, type TestCommerce } from '../testing/test-commerce';

let commerce: TestCommerce;
let destination: Awaited<ReturnType<typeof startDestination>>;
beforeAll(async () => {
  destination = await startDestination();
  commerce = await startTestCommerce();
});
afterAll(async () => {
  await commerce?.stop();
  await destination?.stop();
});

const CODE = '737';
const EVERY_CODE = Array.from({ length: 1000 }, (_, i) => `${i}`.padStart(3, '0'));

/** Forwards a card with a security code; the destination answers with the body, and the query in a header. */
async function echoOf(
  template: string,
  query = '',
): Promise<{ body: string; headers: Readonly<Record<string, unknown>> }> {
  destination.behave(({ body, url, headers }, response) => {
    response.writeHead(200, {
      'content-type': headers['content-type'] ?? '',
      'x-query': url ?? '',
      [`x-${VISA}`]: '1',
    });
    response.end(body);
  });
  const account = commerce.accounts.account({ destinations: [destination.allowed()] });
  const key = { 'x-api-key': commerce.accounts.key(account).secret };
  const json = card({ security_code: CODE });
  const stored = await commerce.call('/tokens', { method: 'POST', headers: key, json });
  const answered = await commerce.call('/forward', {
    method: 'POST',
    raw: template,
    headers: {
      ...key,
      'x-latchkey-token': String(stored.body['id']),
      'x-destination-url': destination.url(`/pay${query}`),
      'content-type': 'application/json',
    },
  });
  expect(answered.status).toBe(200);
  return { body: JSON.stringify(answered.body), headers: answered.headers };
}

test('of all the numbers with a card’s public digits that are echoed, the card’s does not stand out', async () => {
  const candidates = Array.from({ length: 200 }, (_, i) => `41111111${`${i * 37}`.padStart(4, '0')}1111`);
  const { body, headers } = await echoOf(JSON.stringify({ all: [...candidates, '{{ account_number }}'] }));
  const { all } = JSON.parse(body) as { all: string[] };
  expect(all).toHaveLength(201);
  expect(headers[`x-${VISA}`]).toBeUndefined();
  expect(new Set(all)).toEqual(new Set(['41111111****1111']));
});

test('of all the security codes that are echoed, the card’s does not stand out', async () => {
  const all = [...EVERY_CODE, '{{ security_code }}'];
  const { body, headers } = await echoOf(JSON.stringify({ all }), `?c=${EVERY_CODE.slice(700, 800).join(',')}`);
  expect(new Set((JSON.parse(body) as { all: string[] }).all)).toEqual(new Set(['***']));
  expect(headers['x-query']).toBe(
    `/pay?c=${EVERY_CODE.slice(700, 800)
      .map(() => '***')
      .join(',')}`,
  );
});

test('a security code that lost its zeros is hidden with all that could be it', async () => {
  const { body } = await echoOf('{"code": {{ security_code | unwrap }}, "others": [1, 12, 737, 1234], "name": "x"}');
  expect(JSON.parse(body)).toEqual({ code: '***', others: ['***', '***', '***', 1234], name: 'x' });
});
