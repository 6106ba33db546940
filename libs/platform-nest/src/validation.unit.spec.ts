import fc from 'fast-check';
import { ID, startTestApp, type TestApp } from './testing/test-app.fixture';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('validation', () => {
  test('a DTO arrives checked, nested ones too', async () => {
    const { status, body } = await app.post(JSON.stringify({ label: 'a', scope: { merchant_ids: [ID] } }));
    expect([status, body]).toEqual([
      201,
      { dto: { label: 'a', scope: { merchant_ids: [ID] } }, isDto: true, scopeIsDto: true },
    ]);
  });

  test('errors name each member by its path and never show its value', async () => {
    const { body, text } = await app.post(
      '{"label":"","scope":{"merchant_ids":["hunter2"],"x":"hunter2"},"y":"hunter2"}',
    );
    expect(body['errors']).toEqual(
      expect.arrayContaining([
        { field: 'y', message: 'is not known' },
        { field: 'label', message: expect.stringContaining('longer than or equal to 1') },
        { field: 'scope.x', message: 'is not known' },
        { field: 'scope.merchant_ids', message: 'each value in merchant_ids must be a UUID' },
      ]),
    );
    expect(text).not.toContain('hunter2');
  });

  test('the name of an unknown member is not shown if it looks like a secret, and shortened if it is long', async () => {
    const { body, text } = await app.post(
      `{"label":"a","lk_test_${'a'.repeat(60)}":1,"4111111111111111":1,"${'n.'.repeat(250)}":1}`,
    );
    expect(text).not.toMatch(/lk_test_a|4111/);
    const fields = (body['errors'] as { field: string }[]).map(({ field }) => field);
    expect(fields.sort()).toEqual(['[redacted]', '[redacted]', `${'n.'.repeat(50)}…`]);
  });

  test('a query may be a DTO too; its faults are 400 bad_query', async () => {
    expect((await app.call('/things/by/kind?kind=a')).body).toEqual({ kind: 'a' });
    for (const query of ['kind=c', 'kind=a&kind=b', 'kind=a&x=1', '__proto__=1&kind=a', 'constructor=1&kind=a', '']) {
      expect((await app.call(`/things/by/kind?${query}`)).body).toMatchObject({ status: 400, classifier: 'bad_query' });
    }
  });

  test('errors are at most 100', async () => {
    const { body } = await app.post(
      JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`m${n}`, n]))),
    );
    expect(body['errors']).toHaveLength(100);
  });

  test('NUL and lone surrogates in strings reach validation as they are', async () => {
    const { body } = await app.post('{"label":"a\\u0000\\ud800"}');
    expect(body).toMatchObject({ dto: { label: 'a\u0000\ud800' } });
  });

  test('no body at all, however odd, is a 5xx or pollutes a prototype', async () => {
    const name = fc.oneof(
      fc.constantFrom(
        'label',
        'scope',
        'toString',
        'hasOwnProperty',
        'valueOf',
        'then',
        '__defineGetter__',
        'prototype',
        'length',
      ),
      fc.string(),
    );
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue(),
        fc.dictionary(name, tie('node')),
        fc.array(tie('node'), { maxLength: 3 }),
      ),
    })).node;
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, tree), async (body) => {
        const { status } = await app.post(JSON.stringify(body));
        expect([201, 400, 409, 422]).toContain(status);
      }),
      { numRuns: 60 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
