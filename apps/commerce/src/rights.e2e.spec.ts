import { FEATURES, OPERATING_MODELS, type OperatingModel } from '@latchkey/accounts-domain';
import { generateKey } from '@latchkey/keys-format';
import { createInstallation, type Installation } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { call, type Answer, type Call } from './testing/http';
import { payment } from './testing/make-bundle';
import { createOperator } from './testing/operator';
import { invalid, problemOf, refused } from './testing/problem';
import { card } from './testing/test-commerce';

/** Everything real: key-management, auth, commerce and PostgreSQL, as `npm start` runs them. */
let installation: Installation;
let commerceUrl: string;
let operator: ReturnType<typeof createOperator>;

/** Whose token or merchant a request is about, seen from the scoped key. */
const PLACES = ['mine', 'another', 'removed', 'elsewhere', 'none'] as const;
type Place = (typeof PLACES)[number];

interface World {
  readonly unscoped: string;
  readonly scoped: Readonly<Record<string, string>>;
  readonly merchants: Readonly<Record<Place, string | null>>;
  /** A token of the merchant of each place; of `none`, one without a merchant. Each has bundles: see `createWorld`. */
  readonly tokens: Readonly<Record<Place, string>>;
}

const worlds = new Map<OperatingModel, World>();

beforeAll(async () => {
  installation = await createInstallation();
  await installation.start().ready;
  const local = installation.local();
  commerceUrl = local.commerce_url;
  operator = createOperator({ url: local.key_management_url, token: local.operator_token });
  const stranger = await operator.openAccount('ecosystem');
  const elsewhere = { merchant: await operator.ownMerchant(stranger), key: (await operator.makeKey(stranger)).secret };
  for (const model of OPERATING_MODELS) worlds.set(model, await createWorld(model, elsewhere));
}, 120_000);
afterAll(() => installation?.dispose());

const ask = (key: string, path: string, options: Call = {}): Promise<Answer> =>
  call(commerceUrl, path, {
    ...options,
    headers: { 'x-api-key': key, 'x-latchkey-min-position': operator.position(), 'x-request-id': 'same' },
  });

async function newToken(key: string, merchantId: string | null): Promise<string> {
  const answer = await ask(key, '/tokens', { method: 'POST', json: card({ merchant_id: merchantId }) });
  if (answer.status !== 201) throw new Error(`POST /tokens answered ${answer.status}: ${answer.text}`);
  return String(answer.body['id']);
}

async function newBundle(key: string, tokenId: string, merchantId: string | null): Promise<void> {
  const answer = await bundle(key, tokenId, merchantId);
  if (answer.status !== 201) throw new Error(`POST payment-data answered ${answer.status}: ${answer.text}`);
}

const bundle = (key: string, tokenId: string, merchantId: string | null): Promise<Answer> =>
  ask(key, `/tokens/${tokenId}/payment-data`, { method: 'POST', json: payment({ merchant_id: merchantId }) });

/** Made while the model still allows it, then changed: stored scopes never change, what they are worth does. */
async function createWorld(model: OperatingModel, stranger: { merchant: string; key: string }): Promise<World> {
  const account = await operator.openAccount('ecosystem');
  const merchants = {
    mine: await operator.ownMerchant(account),
    another: await operator.addMerchant(account, 'Another Ltd'),
    removed: await operator.addMerchant(account, 'Removed Ltd'),
    elsewhere: stranger.merchant,
    none: null,
  };
  const unscoped = (await operator.makeKey(account)).secret;
  const scoped: Record<string, string> = {};
  for (const feature of FEATURES) {
    const scope = { merchant_ids: [merchants.mine, merchants.removed], features: [feature] };
    scoped[feature] = (await operator.makeKey(account, scope)).secret;
  }
  const tokens = {
    mine: await newToken(unscoped, merchants.mine),
    another: await newToken(unscoped, merchants.another),
    removed: await newToken(unscoped, merchants.removed),
    elsewhere: await newToken(stranger.key, stranger.merchant),
    none: await newToken(unscoped, null),
  };
  for (const place of ['mine', 'another', 'removed'] as const) await newBundle(unscoped, tokens[place], null);
  for (const place of ['mine', 'another'] as const) await newBundle(unscoped, tokens.none, merchants[place]);
  await newBundle(stranger.key, tokens.elsewhere, null);
  await operator.removeMerchant(account, merchants.removed);
  // The one model with a single merchant: there "another" is a removed one too.
  if (model === 'primary_merchant') await operator.removeMerchant(account, merchants.another);
  if (model !== 'ecosystem') await operator.setModel(account, model);
  return { unscoped, scoped, merchants, tokens };
}

const world = (model: OperatingModel): World => {
  const found = worlds.get(model);
  if (!found) throw new Error(`there is no world of ${model}`);
  return found;
};

const listed = (answer: Answer) => {
  expect(answer.status).toBe(200);
  return (answer.body['data'] as { id: string }[]).map(({ id }) => id).sort();
};

/** The merchants of a token's bundles, each once. */
const merchantsListed = (answer: Answer) => {
  expect(answer.status).toBe(200);
  return [...new Set((answer.body['data'] as { merchant_id: string }[]).map((listed) => listed.merchant_id))].sort();
};

const MISMATCH = refused(422, 'merchant_mismatch');
const REMOVED = refused(409, 'merchant_removed');
const NOT_FOUND = refused(404, 'not_found');
const UNKNOWN_MERCHANT = invalid(['merchant_id', "must be the id of one of the account's merchants"]);

describe.each(OPERATING_MODELS)('under %s an unscoped key', (model) => {
  test.each(PLACES)('reads the tokens of its account, whosever they are, and lists them: %s', async (place) => {
    const { unscoped, tokens, merchants } = world(model);
    const answer = await ask(unscoped, `/tokens/${tokens[place]}`);
    if (place === 'elsewhere') expect(problemOf(answer)).toEqual(NOT_FOUND);
    else expect(answer.body).toMatchObject({ id: tokens[place], merchant_id: merchants[place] });

    const query = place === 'none' ? '' : `?merchant_id=${merchants[place]}`;
    const all = [tokens.mine, tokens.another, tokens.removed, tokens.none].sort();
    const expected = place === 'none' ? all : place === 'elsewhere' ? [] : [tokens[place]];
    expect(listed(await ask(unscoped, `/tokens${query}`))).toEqual(expected);
  });

  const another = model === 'primary_merchant' ? refused(409, 'merchant_removed') : 201;
  test.each<[Place, object | number]>([
    ['mine', 201],
    ['another', another],
    ['removed', refused(409, 'merchant_removed')],
    ['elsewhere', UNKNOWN_MERCHANT],
    ['none', 201],
  ])('creates a token for %s: %j; and deletes it', async (place, expected) => {
    const { unscoped, merchants } = world(model);
    const answer = await ask(unscoped, '/tokens', { method: 'POST', json: card({ merchant_id: merchants[place] }) });
    if (expected !== 201) return expect(problemOf(answer)).toEqual(expected);
    const own = model === 'primary_merchant' ? merchants.mine : null;
    expect([answer.status, answer.body['merchant_id']]).toEqual([201, merchants[place] ?? own]);
    expect(answer.headers['x-latchkey-position']).toBeDefined();
    expect((await ask(unscoped, `/tokens/${String(answer.body['id'])}`, { method: 'DELETE' })).status).toBe(204);
  });

  const own =
    model === 'primary_merchant'
      ? 'mine'
      : invalid(['merchant_id', 'must be given, because the token has no merchant']);
  const alsoAnother = model === 'primary_merchant' ? REMOVED : 'another';
  /** Whose token, for which merchant, and whose the bundle is then. */
  test.each<[Place, Place, Place | object]>([
    ['mine', 'none', 'mine'],
    ['mine', 'mine', 'mine'],
    ['mine', 'another', MISMATCH],
    ['mine', 'removed', MISMATCH],
    ['mine', 'elsewhere', UNKNOWN_MERCHANT],
    ['another', 'none', alsoAnother],
    ['another', 'another', alsoAnother],
    ['another', 'mine', MISMATCH],
    ['removed', 'none', REMOVED],
    ['removed', 'removed', REMOVED],
    ['removed', 'mine', MISMATCH],
    ['elsewhere', 'none', NOT_FOUND],
    ['elsewhere', 'mine', NOT_FOUND],
    ['elsewhere', 'elsewhere', UNKNOWN_MERCHANT],
    ['none', 'none', own],
    ['none', 'mine', 'mine'],
    ['none', 'another', alsoAnother],
    ['none', 'removed', REMOVED],
    ['none', 'elsewhere', UNKNOWN_MERCHANT],
  ])('makes a bundle of a token of %s for the merchant of %s: %j', async (ofToken, asked, expected) => {
    const { unscoped, tokens, merchants } = world(model);
    const answer = await bundle(unscoped, tokens[ofToken], merchants[asked]);
    if (typeof expected !== 'string') return expect(problemOf(answer)).toEqual(expected);
    expect([answer.status, answer.body['merchant_id']]).toEqual([201, merchants[expected as Place]]);
  });

  test.each(PLACES)('lists all bundles of the tokens of its account, and consumes these: %s', async (place) => {
    const { unscoped, tokens, merchants } = world(model);
    const bundles = await ask(unscoped, `/tokens/${tokens[place]}/payment-data`);
    const consumed = await ask(unscoped, `/tokens/${tokens[place]}/consume`, { method: 'POST' });
    if (place === 'elsewhere') {
      expect([problemOf(bundles), problemOf(consumed)]).toEqual([NOT_FOUND, NOT_FOUND]);
      return;
    }
    const expected = place === 'none' ? [merchants.mine, merchants.another] : [merchants[place]];
    expect(merchantsListed(bundles)).toEqual([...expected].sort());
    expect(consumed.status).toBe(204);
  });

  test('deletes nothing of another account, which answers as what is not there does', async () => {
    const { unscoped, tokens } = world(model);
    const theirs = await ask(unscoped, `/tokens/${tokens.elsewhere}`, { method: 'DELETE' });
    const nobodys = randomUUID();
    const absent = await ask(unscoped, `/tokens/${nobodys}`, { method: 'DELETE' });
    expect(problemOf(theirs)).toEqual(NOT_FOUND);
    expect(theirs.text.replace(tokens.elsewhere, nobodys)).toBe(absent.text);
  });

  test('cannot tell a merchant of another account from one that does not exist', async () => {
    const { unscoped, merchants } = world(model);
    const create = (merchantId: string | null) =>
      ask(unscoped, '/tokens', { method: 'POST', json: card({ merchant_id: merchantId }) });
    expect((await create(merchants.elsewhere)).text).toBe((await create(randomUUID())).text);
  });
});

/** What a key with one feature is told when it lists, and when it reads. Nothing: it may. */
function refusalOf(model: OperatingModel, feature: string, wanted: string) {
  if (model === 'primary_merchant' || model === 'platform') return refused(403, 'scoped_keys_unavailable');
  if (feature !== wanted) return refused(403, 'feature_not_in_scope');
  return model === 'managed_ecosystem' ? refused(403, 'operating_model_forbids') : null;
}

describe.each(OPERATING_MODELS.flatMap((model) => FEATURES.map((feature) => ({ model, feature }))))(
  'under $model a scoped key with $feature',
  ({ model, feature }) => {
    const key = () => world(model).scoped[feature] ?? '';

    test.each(PLACES)('lists: %s', async (place) => {
      const { merchants, tokens } = world(model);
      const query = place === 'none' ? '' : `?merchant_id=${merchants[place]}`;
      const answer = await ask(key(), `/tokens${query}`);
      const refusal = refusalOf(model, feature, 'tokens.list');
      if (refusal) expect(problemOf(answer)).toEqual(refusal);
      else expect(listed(answer)).toEqual(place === 'mine' || place === 'none' ? [tokens.mine] : []);
    });

    test.each(PLACES)('reads: %s', async (place) => {
      const { tokens, merchants } = world(model);
      const answer = await ask(key(), `/tokens/${tokens[place]}`);
      const refusal = refusalOf(model, feature, 'tokens.read');
      if (refusal) expect(problemOf(answer)).toEqual(refusal);
      else if (place === 'mine') expect(answer.body).toMatchObject({ id: tokens.mine, merchant_id: merchants.mine });
      else {
        expect(problemOf(answer)).toEqual(NOT_FOUND);
        const nobodys = randomUUID();
        expect(answer.text.replace(tokens[place], nobodys)).toBe((await ask(key(), `/tokens/${nobodys}`)).text);
      }
    });

    test.each(PLACES)('lists the bundles of its merchants: %s', async (place) => {
      const { tokens, merchants } = world(model);
      const path = (id: string) => `/tokens/${id}/payment-data`;
      const answer = await ask(key(), path(tokens[place]));
      const refusal = refusalOf(model, feature, 'payment-data.list');
      if (refusal) expect(problemOf(answer)).toEqual(refusal);
      else if (place === 'mine' || place === 'none') expect(merchantsListed(answer)).toEqual([merchants.mine]);
      else {
        expect(problemOf(answer)).toEqual(NOT_FOUND);
        const nobodys = randomUUID();
        expect(answer.text.replace(tokens[place], nobodys)).toBe((await ask(key(), path(nobodys))).text);
      }
    });

    test.each(PLACES)('neither creates nor deletes nor consumes, token or bundle: %s', async (place) => {
      const { tokens, merchants, unscoped } = world(model);
      const unavailable = model === 'primary_merchant' || model === 'platform';
      const refusal = refused(403, unavailable ? 'scoped_keys_unavailable' : 'feature_not_in_scope');
      const json = card({ merchant_id: merchants[place] });
      expect(problemOf(await ask(key(), '/tokens', { method: 'POST', json }))).toEqual(refusal);
      expect(problemOf(await ask(key(), '/tokens', { method: 'POST', json: {} }))).toEqual(refusal);
      expect(problemOf(await ask(key(), `/tokens/${tokens[place]}`, { method: 'DELETE' }))).toEqual(refusal);
      expect(problemOf(await bundle(key(), tokens[place], merchants[place]))).toEqual(refusal);
      expect(problemOf(await ask(key(), `/tokens/${tokens[place]}/consume`, { method: 'POST' }))).toEqual(refusal);
      if (place !== 'elsewhere') expect((await ask(unscoped, `/tokens/${tokens[place]}`)).status).toBe(200);
    });
  },
);

describe('the life of a key', () => {
  test('made, it reads; revoked, it is dead; and an unknown id is not told from a wrong secret', async () => {
    const account = await operator.openAccount('platform');
    const { id, secret } = await operator.makeKey(account);
    expect((await ask(secret, '/tokens')).status).toBe(200);
    await operator.revokeKey(account, id);
    expect(problemOf(await ask(secret, '/tokens'))).toEqual(refused(401, 'api_key_revoked'));

    const alive = (await operator.makeKey(account)).id;
    const forged = (keyId: string) => ask(generateKey({ mode: 'test', keyId }).key, '/tokens');
    const [unknown, wrongSecret, revoked] = await Promise.all([randomUUID(), alive, id].map(forged));
    expect(problemOf(unknown as Answer)).toEqual(refused(401, 'invalid_api_key'));
    expect([wrongSecret?.text, revoked?.text]).toEqual([unknown?.text, unknown?.text]);
  });

  test('a position of another log is 400', async () => {
    const account = await operator.openAccount('platform');
    const { secret } = await operator.makeKey(account);
    const at = (position: string) =>
      call(commerceUrl, '/tokens', { headers: { 'x-api-key': secret, 'x-latchkey-min-position': position } });
    expect((await at(operator.position())).status).toBe(200);
    expect(problemOf(await at('elsewhere:00000001'))).toEqual(refused(400, 'unknown_position'));
  });
});
