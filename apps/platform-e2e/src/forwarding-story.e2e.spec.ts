import { FEATURES } from '@latchkey/accounts-domain';
import { openJwe } from '@latchkey/testing';
import { type Answer, backendOf, operatorOf, type Platform, startPlatform } from '@latchkey/testing/platform';
import { startDestination, type Destination } from './support/destination';

const CARD = '4111111111111111';
const CARD_TEMPLATE = { number: '{{ account_number }}', exp: '{{ expiration_month }}/{{ expiration_year | yy }}' };
const WITH_CODE = { ...CARD_TEMPLATE, code: '{{ security_code }}' };
const BUNDLE_TEMPLATE = {
  token: '{{ network_token }}',
  cryptogram: '{{ cryptogram }}',
  amount: '{{ amount | unwrap }}',
};

let platform: Platform;
let destination: Destination;
beforeAll(async () => {
  [platform, destination] = await Promise.all([startPlatform(), startDestination()]);
}, 120_000);
afterAll(async () => {
  await platform?.stop();
  await destination?.stop();
});

/** Two merchants with a forward URL, and for each a key for each feature; a key for all. */
async function openShop() {
  const operator = operatorOf(platform);
  const account = await operator.openAccount('ecosystem');
  await operator.allowDestinations(account, [destination.allowed({ path_prefixes: ['/v1'] })]);
  const shop = async (name: string) => {
    const details = { payment_forward_url: destination.url('/v1/bundles') };
    const id = await operator.addMerchant(account, name, details);
    const keys = new Map<string, ReturnType<typeof backendOf>>();
    for (const feature of FEATURES) {
      const key = await operator.makeKey(account, { merchant_ids: [id], features: [feature] });
      keys.set(feature, backendOf(platform.services.commerce.url, key));
    }
    return {
      id,
      with: (feature: (typeof FEATURES)[number]) => keys.get(feature) as ReturnType<typeof backendOf>, // one for each
    };
  };
  const [shoes, hats] = [await shop('Shoes Ltd'), await shop('Hats Ltd')];
  const encryption = await operator.issueEncryptionKey(account, shoes.id);
  const backend = backendOf(platform.services.commerce.url, await operator.makeKey(account));
  const token = await backend.storeCard(CARD, { security_code: '737', merchant_id: shoes.id });
  const bundle = await backend.makeBundle(token, shoes.id);
  return {
    operator,
    account,
    shoes,
    hats,
    encryption,
    backend,
    token,
    bundle: { ...bundle, id: String(bundle['id']) },
  };
}

const outcome = ({ status, headers, body }: Answer): string =>
  headers.get('x-latchkey-relayed') === 'true'
    ? `relayed ${status}`
    : `${status} ${(body as { classifier?: string } | undefined)?.classifier ?? ''}`;

const lastReceived = (): Record<string, unknown> =>
  JSON.parse(destination.received.at(-1)?.body ?? '{}') as Record<string, unknown>;

test('ecosystem: from an account to a card and a bundle at a destination, and to the end of each right to send it there', async () => {
  const { operator, account, shoes, hats, encryption, backend, token, bundle } = await openShop();
  const url = destination.url('/v1/cards');

  // The merchant opens its bundle with the key that it was told, once.
  const jwe = (bundle as Record<string, unknown>)['encrypted_authentication_data'];
  const { header, plaintext } = openJwe(String(jwe), Buffer.from(encryption.key, 'base64url'));
  expect(header).toMatchObject({ alg: 'A256GCMKW', enc: 'A256GCM', kid: encryption.kid });
  const { network_token: networkToken, cryptogram } = plaintext as {
    network_token: { token: string; expiry_year: number; expiry_month: number };
    cryptogram: string;
  };

  // Each key does what its feature says, for its merchant.
  const asked = async (shop: typeof shoes) => {
    const [list, read, bundles] = [shop.with('tokens.list'), shop.with('tokens.read'), shop.with('payment-data.list')];
    return {
      listed: ((await list.get('/tokens')).body as { data: { id: string }[] }).data.map(({ id }) => id),
      read: outcome(await read.get(`/tokens/${token}`)),
      bundles: outcome(await bundles.get(`/tokens/${token}/payment-data`)),
      card: outcome(await shop.with('cardholder-data.forward').forwardCard(token, url, CARD_TEMPLATE)),
      bundle: outcome(await shop.with('payment-data.forward').forwardBundle(bundle.id, BUNDLE_TEMPLATE)),
      unfit: outcome(await read.forwardCard(token, url, CARD_TEMPLATE)),
    };
  };
  destination.behave((_, response) => void response.writeHead(402).end('no funds'));
  expect(await asked(shoes)).toEqual({
    ...{ listed: [token], read: '200 ', bundles: '200 ' },
    ...{ card: 'relayed 402', bundle: 'relayed 402', unfit: '403 feature_not_in_scope' },
  });
  expect(destination.received.map(({ path, body }) => [path, JSON.parse(body) as unknown])).toEqual([
    ['/v1/cards', { number: CARD, exp: '12/40' }],
    ['/v1/bundles', { token: networkToken.token, cryptogram, amount: 1299 }],
  ]);
  expect(await asked(hats)).toEqual({
    ...{ listed: [], read: '404 not_found', bundles: '404 not_found' },
    ...{ card: '404 not_found', bundle: '404 not_found', unfit: '403 feature_not_in_scope' },
  });
  expect(destination.received).toHaveLength(2);

  // A security code outlives a refusal, and not a success.
  const forwarder = shoes.with('cardholder-data.forward');
  expect(outcome(await forwarder.forwardCard(token, url, WITH_CODE))).toBe('relayed 402');
  destination.behave((_, response) => void response.writeHead(201).end('paid'));
  expect(outcome(await forwarder.forwardCard(token, url, WITH_CODE))).toBe('relayed 201');
  expect(lastReceived()).toEqual({ number: CARD, exp: '12/40', code: '737' });
  expect(outcome(await forwarder.forwardCard(token, url, WITH_CODE))).toBe('422 value_missing');
  expect(outcome(await forwarder.forwardCard(token, url, CARD_TEMPLATE))).toBe('relayed 201');

  // Each of these ends a right at once; from then on nothing leaves.
  const received = destination.received.length;
  const seeing = (position: string) => ({ 'x-latchkey-min-position': position });
  const removal = seeing(await operator.allowDestinations(account, []));
  expect(outcome(await forwarder.forwardCard(token, url, CARD_TEMPLATE, removal))).toBe('403 destination_not_allowed');
  expect(outcome(await backend.forwardBundle(bundle.id, BUNDLE_TEMPLATE, removal))).toBe('403 destination_not_allowed');
  const allowed = seeing(await operator.allowDestinations(account, [destination.allowed()]));
  const shortLived = await operator.makeKey(account);
  const revoked = seeing(await operator.revoke(account, shortLived.id));
  const dead = backendOf(platform.services.commerce.url, shortLived);
  expect(outcome(await dead.forwardCard(token, url, CARD_TEMPLATE, revoked))).toBe('401 api_key_revoked');
  expect(destination.received).toHaveLength(received);
  expect(outcome(await forwarder.forwardCard(token, url, CARD_TEMPLATE, allowed))).toBe('relayed 201');

  const scope = { merchant_ids: [shoes.id, hats.id], features: ['cardholder-data.forward', 'payment-data.forward'] };
  const forBoth = backendOf(platform.services.commerce.url, await operator.makeKey(account, scope));
  expect(outcome(await forBoth.forwardCard(token, url, CARD_TEMPLATE))).toBe('relayed 201');
  const { headers } = await operator.removeMerchant(account, shoes.id);
  const removed = seeing(headers.get('x-latchkey-position') ?? '');
  expect(outcome(await backend.forwardCard(token, url, CARD_TEMPLATE, removed))).toBe('409 merchant_removed');
  expect(outcome(await backend.forwardBundle(bundle.id, BUNDLE_TEMPLATE, removed))).toBe('409 merchant_removed');
  for (const scoped of [forBoth, forwarder])
    expect(outcome(await scoped.forwardCard(token, url, CARD_TEMPLATE, removed))).toBe('404 not_found');
  for (const scoped of [forBoth, shoes.with('payment-data.forward')])
    expect(outcome(await scoped.forwardBundle(bundle.id, BUNDLE_TEMPLATE, removed))).toBe('404 not_found');
  expect(destination.received).toHaveLength(received + 2);
}, 120_000);

test('managed_ecosystem: keys of a merchant forward its cards and bundles, and do nothing else', async () => {
  const { operator, account, shoes, hats, token, bundle } = await openShop();
  const { headers } = await operator.setModel(account, 'managed_ecosystem');
  const changed = { 'x-latchkey-min-position': headers.get('x-latchkey-position') ?? '' };
  const url = destination.url('/v1/cards');
  destination.behave((_, response) => void response.end('paid'));
  for (const [path, feature] of [
    ['/tokens', 'tokens.list'],
    [`/tokens/${token}`, 'tokens.read'],
    [`/tokens/${token}/payment-data`, 'payment-data.list'],
  ] as const)
    expect(outcome(await shoes.with(feature).get(path, changed))).toBe('403 operating_model_forbids');
  expect(outcome(await shoes.with('cardholder-data.forward').forwardCard(token, url, WITH_CODE))).toBe('relayed 200');
  expect(outcome(await shoes.with('payment-data.forward').forwardBundle(bundle.id, BUNDLE_TEMPLATE))).toBe(
    'relayed 200',
  );
  const received = destination.received.length;
  expect(outcome(await hats.with('cardholder-data.forward').forwardCard(token, url, WITH_CODE))).toBe('404 not_found');
  expect(outcome(await hats.with('payment-data.forward').forwardBundle(bundle.id, BUNDLE_TEMPLATE))).toBe(
    '404 not_found',
  );
  expect(destination.received).toHaveLength(received);
}, 120_000);
