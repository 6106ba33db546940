import { createLogger } from '@latchkey/platform';
import { request } from 'node:http';
import { PAYMENTS_PATH, type RunningProvider, startProvider } from './start-provider';

const CARD = '4111111111111111';
const CRYPTOGRAM = 'AgAAAAAAAIR8CQrXSohbQAAAAAA=';

describe('the local provider', () => {
  const log: string[] = [];
  let provider: RunningProvider;
  beforeAll(async () => {
    const logger = createLogger({ name: 'local-provider', destination: { write: (line) => void log.push(line) } });
    provider = await startProvider({ port: 0, logger });
  });
  afterAll(() => provider.stop());
  beforeEach(() => void log.splice(0));

  type Echo = { status: string; provider: string; reason?: string; headers: Record<string, string>; body: unknown };
  const post = async (
    body: string | Buffer<ArrayBuffer>,
    headers: Record<string, string> = {},
    path = PAYMENTS_PATH,
  ) => {
    const response = await fetch(`${provider.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.text();
    return { status: response.status, text, echo: JSON.parse(text) as Echo };
  };

  test('echoes method, path, headers and body, and says what it is', async () => {
    const { status, echo } = await post(
      `{"amount":1099,"card":{"number":"${CARD}"}}`,
      { 'x-order': '7' },
      '/v1/payments?a=b',
    );
    expect(status).toBe(200);
    expect(echo).toEqual({
      ...{ provider: 'local-echo', status: 'approved', method: 'POST', path: '/v1/payments?a=b' },
      payment_id: expect.stringMatching(/^pay_[0-9a-f-]{36}$/) as string,
      headers: expect.objectContaining({ 'x-order': '7', 'content-type': 'application/json' }) as object,
      body: { amount: 1099, card: { number: CARD } },
    });
  });

  test('echoes JSON as it came, long numbers and repeated members included', async () => {
    const body = '{"n": 12345678901234567890.10, "a":1, "a":2, "__proto__": {"x":1}}';
    const { text } = await post(body);
    expect(text).toContain(`"body":${body}}`);
  });

  test('echoes a form as its fields', async () => {
    const { echo } = await post('number=4111+1111&x=1&x=2&e=%C3%A9', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(echo.body).toEqual({ number: '4111 1111', x: ['1', '2'], e: 'é' });
  });

  test('shows no credentials', async () => {
    const headers = { authorization: 'Basic zqzqzqzq', 'x-api-key': 'zqzqzqzq', cookie: 'a=zqzqzqzq' };
    const { text } = await post('{}', headers);
    expect(text).not.toContain('zqzq');
    expect(log.join('')).not.toContain('zqzq');
  });

  test.each(['{"amount":1001}', '{"amount":"1"}', '{"card":{"amount":1001}}', '{"amount":1010}', '{"amount":101.01}'])(
    'declines an amount that ends in 01 and no other: %s',
    async (body) => {
      const { status, echo } = await post(body);
      const declined = body === '{"amount":1001}';
      expect([status, echo.status]).toEqual(declined ? [402, 'declined'] : [200, 'approved']);
    },
  );

  test.each([
    ['plain', `{"amount":1099,"number":"${CARD}","cvc":"739","mark":"${CRYPTOGRAM}"}`, 'application/json'],
    ['nested', `[{"a":[{"currency":"EUR","b":"${CARD}","c":["${CRYPTOGRAM}","739"]}]}]`, 'application/json'],
    ['as numbers', `{"number":${CARD},"amount":${CARD},"cvc":739,"m":"${CRYPTOGRAM}"}`, 'application/json'],
    ['in texts and names', `{"text":"card 4111 1111 1111 1111, 739, ${CRYPTOGRAM}","${CARD}":1}`, 'application/json'],
    ['deep', `${'['.repeat(200_000)}"${CARD}"${']'.repeat(200_000)}`, 'application/json'],
    ['in a form', `n=${CARD}&cvc=739&m=${encodeURIComponent(CRYPTOGRAM)}`, 'application/x-www-form-urlencoded'],
    ['in what it refuses', `{"n":"${CARD}","m":"${CRYPTOGRAM}","cvc":"739"`, 'application/json'],
    ['of another type', `${CARD} ${CRYPTOGRAM} 739`, 'text/plain'],
  ])('its log has one line and no card number, security code or cryptogram: %s', async (_, body, type) => {
    await post(body, { 'content-type': type });
    expect(log).toHaveLength(1);
    const { time: _time, pid: _pid, payment_id: _id, ...line } = JSON.parse(log[0] ?? '') as Record<string, unknown>;
    expect(JSON.stringify(line)).not.toMatch(/4111 ?1111|AgAAAA|739/);
    expect(line).toMatchObject({ name: 'local-provider', method: 'POST', path: PAYMENTS_PATH });
  });

  test('its log tells what came: names, amounts and currencies', async () => {
    await post(`{"amount":1099,"currency":"EUR","card":{"number":"${CARD}"}}`, {}, `/v1/payments?number=${CARD}`);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({
      ...{ status: 200, outcome: 'approved', path: PAYMENTS_PATH },
      body: { amount: 1099, currency: 'EUR', card: { number: '[redacted]' } },
    });
  });

  test('takes 1 MiB and refuses more, but reads it to its end so that the answer arrives', async () => {
    const fill = (bytes: number) => Buffer.from(JSON.stringify('a'.repeat(bytes - 2)));
    expect((await post(fill(1024 * 1024))).status).toBe(200);
    expect(await post(fill(1024 * 1024 + 1))).toMatchObject({ status: 413, echo: { provider: 'local-echo' } });
    expect((await post(fill(8 * 1024 * 1024))).status).toBe(413);
  });

  test.each([
    ['another path', 404, '/v1/payment', {}, '{}'],
    ['a path below', 404, '/v1/payments/1', {}, '{}'],
    ['another type', 415, PAYMENTS_PATH, { 'content-type': 'text/plain' }, '{}'],
    ['broken JSON', 400, PAYMENTS_PATH, {}, '{'],
    ['bytes that are no UTF-8', 400, PAYMENTS_PATH, {}, Buffer.from([0x22, 0xff, 0x22])],
  ])('refuses %s with %i', async (_, status, path, headers, body) => {
    expect(await post(body, headers, path)).toMatchObject({
      status,
      echo: { provider: 'local-echo', status: 'refused', reason: expect.any(String) as string },
    });
  });

  test('refuses GET', async () => {
    expect((await fetch(`${provider.url}${PAYMENTS_PATH}`)).status).toBe(405);
  });

  test('lives on after a request that breaks off', async () => {
    const broken = request(`${provider.url}${PAYMENTS_PATH}`, { method: 'POST', headers: { 'content-length': 10 } });
    broken.on('error', () => {});
    broken.write('{', () => broken.destroy());
    while (log.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await post('{}')).status).toBe(200);
  });
});
