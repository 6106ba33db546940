import { randomUUID } from 'node:crypto';
import { type Answer, items, openTestAccount, operatorOf, textOf } from '../testing/client';
import { startTestService, type TestService } from '../testing/test-service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.dispose());

const verdict = ({ status, body }: Answer): string => `${status} ${body['classifier'] ?? ''}`.trim();
const TIME = expect.stringMatching(/Z$/);

describe('an account', () => {
  test('starts as primary_merchant, with one merchant of its own that bears its name', async () => {
    const opened = await operatorOf(service.url).post('/accounts', { name: ' Acme ', operating_model: null });
    expect(opened.status).toBe(201);
    expect(opened.body).toEqual({
      id: expect.any(String),
      name: 'Acme',
      operating_model: 'primary_merchant',
      created_at: TIME,
    });
    expect(opened.headers.get('location')).toBe(`/accounts/${opened.body['id']}`);
    const id = String(opened.body['id']);
    expect((await operatorOf(service.url).get(`/accounts/${id}`)).body).toEqual(opened.body);
    const { body } = await operatorOf(service.url, id).get('/merchants');
    expect(body['data']).toEqual([
      {
        id: expect.any(String),
        account_id: id,
        is_primary: true,
        status: 'active',
        legal_name: 'Acme',
        company_city: null,
        country_code: null,
        website_url: null,
        default_currency: null,
        payment_forward_url: null,
        created_at: opened.body['created_at'],
        removed_at: null,
      },
    ]);
  });

  test.each([
    {},
    { name: '' },
    { name: 'a', operating_model: 'other' },
    { name: 'a', operating_model: 1 },
    { name: ['a'] },
  ])('is not opened from %j', async (json) =>
    expect(verdict(await operatorOf(service.url).post('/accounts', json))).toBe('422 validation_failed'),
  );

  test('that does not exist is 404, however it is spelled', async () => {
    for (const id of [randomUUID(), 'x', '%00', '..%2Faccounts']) {
      expect(verdict(await operatorOf(service.url).get(`/accounts/${id}`))).toBe('404 not_found');
      const path = `/accounts/${id}/operating-model`;
      expect(verdict(await operatorOf(service.url).put(path, { operating_model: 'platform' }))).toBe('404 not_found');
    }
  });

  test('changes its model, but not to one merchant while it has more; the answer says why', async () => {
    const account = await openTestAccount(service.url, 'platform', 1);
    const change = (operating_model: string) =>
      operatorOf(service.url).put(`/accounts/${account.id}/operating-model`, { operating_model });
    const refused = await change('primary_merchant');
    expect(verdict(refused)).toBe('409 conflict');
    expect(refused.body['detail']).toMatch(/2 merchants/);
    const changed = await change('ecosystem');
    expect(changed.body).toMatchObject({ id: account.id, operating_model: 'ecosystem' });
    expect(changed.headers.get('x-latchkey-position')).toMatch(/:\d+$/);
    const again = await change('ecosystem');
    expect(again.headers.get('x-latchkey-position')).toBe(changed.headers.get('x-latchkey-position'));
    await account.operator.delete(`/merchants/${account.merchantIds[0]}`);
    expect((await change('primary_merchant')).status).toBe(200);
  });
});

describe('a merchant', () => {
  const details = {
    legal_name: 'Acme Shoes Ltd',
    company_city: 'Lyon',
    country_code: 'FR',
    website_url: 'https://shoes.example/',
    default_currency: 'EUR',
    payment_forward_url: 'https://api.psp.example/v1/payments',
  };

  test('is added, read, changed member by member, and removed for good', async () => {
    const { operator, id: account_id } = await openTestAccount(service.url, 'platform');
    const added = await operator.post('/merchants', details);
    expect(added.status).toBe(201);
    const id = String(added.body['id']);
    const merchant = {
      id,
      account_id,
      is_primary: false,
      status: 'active',
      ...details,
      created_at: TIME,
      removed_at: null,
    };
    expect(added.body).toEqual(merchant);
    const changed = await operator.patch(`/merchants/${id}`, { company_city: 'Nice', website_url: null });
    expect(changed.body).toEqual({ ...merchant, company_city: 'Nice', website_url: null });
    const nothing = await operator.patch(`/merchants/${id}`, { company_city: 'Nice' });
    expect(nothing.headers.get('x-latchkey-position')).toBe(changed.headers.get('x-latchkey-position'));

    const removed = await operator.delete(`/merchants/${id}`);
    expect(removed.body).toEqual({ ...changed.body, status: 'removed', removed_at: TIME });
    expect((await operator.delete(`/merchants/${id}`)).body).toEqual(removed.body);
    expect((await operator.get(`/merchants/${id}`)).body).toEqual(removed.body);
    expect(verdict(await operator.patch(`/merchants/${id}`, { company_city: 'Lille' }))).toBe('409 merchant_removed');
    const listed = async (query: string) =>
      items((await operator.get(`/merchants${query}`)).body['data']).some((each) => textOf(each['id']) === id);
    expect([await listed(''), await listed('?status=removed'), await listed('?status=all')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('of its own stays; so does every merchant under primary_merchant, which has no second one', async () => {
    const single = await openTestAccount(service.url, 'primary_merchant');
    const [own] = items((await single.operator.get('/merchants')).body['data']).map(({ id }) => id);
    expect(verdict(await single.operator.delete(`/merchants/${own}`))).toBe('403 operating_model_forbids');
    expect(verdict(await single.operator.post('/merchants', details))).toBe('403 operating_model_forbids');
    await operatorOf(service.url).put(`/accounts/${single.id}/operating-model`, { operating_model: 'platform' });
    expect(verdict(await single.operator.delete(`/merchants/${own}`))).toBe('403 operating_model_forbids');
    expect((await single.operator.patch(`/merchants/${own}`, { company_city: 'Lyon' })).status).toBe(200);
  });

  test.each([
    ['legal_name', null],
    ['legal_name', ''],
    ['legal_name', '4111111111111111'],
    ['country_code', 'XX'],
    ['country_code', 'fr'],
    ['default_currency', 'EURO'],
    ['website_url', 'http://shop.example/'],
    ['website_url', ''],
    ['payment_forward_url', 'https://user:secret@psp.example/'],
    ['company_city', 7],
    ['colour', 'red'],
  ])('with %s %j is 422 naming it, new or changed', async (field, value) => {
    const { operator, merchantIds } = await openTestAccount(service.url, 'platform', 1);
    for (const answer of [
      await operator.post('/merchants', { ...details, [field]: value }),
      await operator.patch(`/merchants/${merchantIds[0]}`, { [field]: value }),
    ]) {
      expect(verdict(answer)).toBe('422 validation_failed');
      expect(answer.body['errors']).toMatchObject([{ field }]);
    }
  });

  test('added by 40 requests at once, through two replicas, is 40 merchants: none is lost to another', async () => {
    const { operator, id } = await openTestAccount(service.url, 'platform');
    const second = await service.replica();
    const elsewhere = operatorOf(second.url, id);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? operator : elsewhere).post('/merchants', { legal_name: `Shop ${index}` }),
      ),
    );
    await second.stop();
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect((await operator.get('/merchants')).body['pagination']).toMatchObject({ total_items: 41 });
  });

  test('added through one replica may be in a scope made through another at once', async () => {
    const second = await service.replica();
    const account = await openTestAccount(service.url, 'ecosystem');
    const elsewhere = operatorOf(second.url, account.id);
    for (let number = 1; number <= 5; number += 1) {
      const { body } = await account.operator.post('/merchants', { legal_name: `Shop ${number}` });
      const scope = { merchant_ids: [body['id']], features: ['tokens.list'] };
      expect((await elsewhere.post('/api-keys', { label: 'x', scope })).status).toBe(201);
    }
    await second.stop();
  });
});

describe('destinations', () => {
  const paths = (count: number, end: string) => Array.from({ length: count }, (_, n) => `/${n}/${end}`);
  const psp = { host: 'api.psp.example' };
  const complete = {
    host: 'api.psp.example',
    ports: [443],
    path_prefixes: ['/'],
    methods: ['POST'],
    merchant_ids: null,
    relay: 'masked',
    insecure_loopback: false,
  };

  test('begin as an empty list and are replaced whole, defaults filled in', async () => {
    const { operator, merchantIds } = await openTestAccount(service.url, 'platform', 1);
    const empty = await operator.get('/destinations');
    expect(empty.body).toEqual({ data: [], etag: expect.any(String) });
    const other = {
      ...complete,
      host: 'b.example',
      ports: [8443],
      methods: ['POST', 'PUT'],
      merchant_ids: merchantIds,
    };
    const replaced = await operator.put('/destinations', { data: [psp, { ...other, host: 'B.example' }] });
    expect(replaced.status).toBe(200);
    expect(replaced.body).toEqual({
      data: [complete, other],
      etag: replaced.headers.get('etag'),
      position: replaced.headers.get('x-latchkey-position'),
      confirmed_by: [],
      unconfirmed: [],
    });
    const read = await operator.get('/destinations');
    expect(read.body).toEqual({ data: [complete, other], etag: replaced.body['etag'] });
    expect(read.headers.get('etag')).toBe(replaced.body['etag']);
    expect((await operator.put('/destinations?wait=none', { data: [other] })).body['data']).toEqual([other]);
  });

  test('read back and sent again change nothing', async () => {
    const { operator } = await openTestAccount(service.url, 'platform');
    const first = await operator.put('/destinations', { data: [psp, { host: 'b.example' }] });
    const again = await operator.put('/destinations', { data: first.body['data'] });
    expect(again.headers.get('x-latchkey-position')).toBe(first.headers.get('x-latchkey-position'));
    expect(again.body['etag']).toBe(first.body['etag']);
  });

  test('sent with the etag of a list that has changed are 412, and nothing happens', async () => {
    const { operator } = await openTestAccount(service.url, 'platform');
    const etag = String((await operator.get('/destinations')).body['etag']);
    const put = (host: string, ifMatch: string) =>
      operator.put('/destinations', { data: [{ host }] }, { 'if-match': ifMatch });
    const first = await put('a.example', etag);
    expect(first.status).toBe(200);
    expect(verdict(await put('b.example', etag))).toBe('412 precondition_failed');
    expect((await operator.get('/destinations')).body['data']).toMatchObject([{ host: 'a.example' }]);
    expect((await put('b.example', `"x", ${first.body['etag']}`)).status).toBe(200);
    expect((await put('c.example', '*')).status).toBe(200);
    expect(verdict(await put('d.example', 'unquoted'))).toBe('400 bad_header');
    expect(verdict(await put('d.example', `W/${(await operator.get('/destinations')).body['etag']}`))).toBe(
      '412 precondition_failed',
    );
  });

  test('of two writers with the same etag one wins', async () => {
    const { operator } = await openTestAccount(service.url, 'platform');
    const etag = String((await operator.get('/destinations')).body['etag']);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        operator.put('/destinations', { data: [{ host: `h${index}.example` }] }, { 'if-match': etag }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
  });

  test.each<[string, object, string]>([
    ['no list', {}, 'data'],
    ['a host that is none', { data: [{ host: 'not a host' }] }, 'data.0.host'],
    ['an address', { data: [{ host: '10.0.0.1' }] }, 'data.0.host'],
    ['no host', { data: [{}] }, 'data.0.host'],
    ['a port that is none', { data: [{ host: 'a.example', ports: [0] }] }, 'data.0.ports'],
    ['a port that is a text', { data: [{ host: 'a.example', ports: ['443'] }] }, 'data.0.ports'],
    ['an unknown member', { data: [{ host: 'a.example', x: 1 }] }, 'data.0.x'],
    ['the same twice', { data: [{ host: 'a.example' }, { host: 'A.example' }] }, 'data.1'],
    ['an entry that is no object', { data: ['a.example'] }, 'data'],
    ['201 of them', { data: Array.from({ length: 201 }, (_, n) => ({ host: `h${n}.example` })) }, 'data'],
    ['101 new ones at once', { data: Array.from({ length: 101 }, (_, n) => ({ host: `h${n}.example` })) }, 'data'],
    [
      // Each character of a path is nine in its normal form.
      'more than one append holds',
      { data: [1, 2, 3].map((n) => ({ host: `h${n}.example`, path_prefixes: paths(50, '中'.repeat(500)) })) },
      'data',
    ],
  ])('with %s are 422', async (_, json, field) => {
    const { operator } = await openTestAccount(service.url, 'platform');
    const answer = await operator.put('/destinations', json);
    expect(verdict(answer)).toBe('422 validation_failed');
    expect(items(answer.body['errors']).map((error) => error['field'])).toContain(field);
  });
});
