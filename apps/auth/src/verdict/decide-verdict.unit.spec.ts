import { FEATURES, OPERATING_MODELS, UNSCOPED_OPERATIONS } from '@latchkey/accounts-domain';
import { createPeppers, generatePeppersFile } from '@latchkey/keys-format';
import { randomUUID, type KeyObject } from 'node:crypto';
import {
  makeKey,
  merchantAdded,
  merchantRemoved,
  modelChanged,
  opened,
  peppers,
  peppersFile,
  scopeOf,
  type TestKey,
} from '../testing/history.fixture';
import { indexOf } from '../testing/indexed.fixture';
import { rightCells } from '../testing/right.fixture';
import { GRANTS, REASONS, RIGHT_TABLE } from '../testing/right.table';
import { decideVerdict } from './decide-verdict';

const nothing = {
  ...{ accountId: null, operatingModel: null, merchantIds: null, features: null, ownMerchantId: null },
  ...{ forwardUrl: null, destination: null },
};
const checkOf = ({ keyId, digest }: TestKey) => ({ keyId, digest });

describe('the whole right', () => {
  test('the table has every model, key and operation', () => {
    const rows = RIGHT_TABLE.flatMap(({ models, key, operation }) =>
      models.map((model) => [model, key, operation].join()),
    );
    const keys = ['unscoped', 'scoped to all features', 'scoped to two features'];
    const operations = [...FEATURES, ...UNSCOPED_OPERATIONS, undefined];
    const all = OPERATING_MODELS.flatMap((model) =>
      keys.flatMap((key) => operations.map((operation) => [model, key, operation].join())),
    );
    expect(rows.sort()).toEqual(all.sort());
  });

  test('every cell has its verdict and reason', async () => {
    const { facts, cells } = rightCells();
    const index = await indexOf(facts);
    const given = cells.map(({ name, key, operation, merchantId }) => {
      const { verdict, reason } = decideVerdict(index, peppers, { ...checkOf(key), operation, merchantId });
      return `${name}: ${verdict} ${reason}`;
    });
    const wanted = cells.map(({ name, code }) => `${name}: ${code === 'A' ? 'allow' : 'deny'} ${REASONS[code]}`);
    expect(given).toEqual(wanted);
    expect(given).toHaveLength(4 * 3 * 10 * 7);
  });

  test.each(GRANTS)('a key %s under %s is told what it reaches now', async (key, model, features) => {
    const { facts, cells } = rightCells();
    const index = await indexOf(facts);
    const isMine = (name: string) => name.startsWith(`${model}, key ${key}, no feature, merchant mine`);
    const cell = cells.find(({ name }) => isMine(name));
    if (cell === undefined) throw new Error('no such cell');
    expect(decideVerdict(index, peppers, checkOf(cell.key))).toMatchObject({
      verdict: 'allow',
      operatingModel: model,
      features,
      merchantIds: features === '*' ? '*' : [cell.merchantId],
      accountId: cell.key.created.data.accountId,
    });
  });
});

describe('who does not prove the secret learns nothing', () => {
  const accountId = randomUUID();
  const [key, revoked, stranger] = [makeKey(accountId), makeKey(accountId), makeKey(accountId)];
  const facts = [opened(accountId, 'platform'), key.created, revoked.created, revoked.revoked];

  test.each([
    ['an unknown id', stranger],
    ['a wrong secret', { ...key, digest: stranger.digest }],
    ['a wrong secret for a revoked key', { ...revoked, digest: stranger.digest }],
    ['the secret of another key', { ...key, digest: revoked.digest }],
  ])('%s is invalid_api_key, without a word about the account', async (_what, asked) => {
    expect(decideVerdict(await indexOf(facts), peppers, checkOf(asked))).toEqual({
      ...{ verdict: 'deny', reason: 'invalid_api_key', keyId: asked.keyId },
      ...nothing,
    });
  });

  test('who does prove it is told that the key was revoked, and of the account its id only', async () => {
    expect(decideVerdict(await indexOf(facts), peppers, checkOf(revoked))).toEqual({
      ...{ verdict: 'deny', reason: 'api_key_revoked', keyId: revoked.keyId },
      ...nothing,
      accountId,
    });
  });

  test('an unknown id costs one verifier, as a wrong secret does', async () => {
    const index = await indexOf(facts);
    const used: (number | 'current')[] = [];
    const counting = {
      get: (version: number) => {
        const pepper = peppers.get(version);
        if (pepper !== undefined) used.push(version);
        return pepper;
      },
      current: {
        version: 1,
        get pepper(): KeyObject {
          used.push('current');
          return peppers.current.pepper;
        },
      },
    };
    decideVerdict(index, counting, { ...checkOf(key), digest: stranger.digest });
    expect(used).toEqual([1]);
    decideVerdict(index, counting, checkOf(stranger));
    expect(used).toEqual([1, 'current']);
  });
});

describe('a verifier proves one key, account and scope', () => {
  const accountId = randomUUID();
  const merchant = randomUUID();
  const scoped = makeKey(accountId, scopeOf([merchant], ['tokens.list']));
  const base = [opened(accountId, 'ecosystem'), merchantAdded(accountId, merchant, true)];
  const { type, data } = scoped.created;
  const moved = (change: object) => ({ type, data: { ...data, ...change } }) as TestKey['created'];

  test('it proves its own', async () => {
    const verdict = decideVerdict(await indexOf([...base, scoped.created]), peppers, checkOf(scoped));
    expect(verdict).toMatchObject({ verdict: 'allow' });
  });

  const [otherId, otherAccount] = [randomUUID(), randomUUID()];
  test.each([
    ['a wider scope', moved({ scope: scopeOf([merchant], ['tokens.list', 'tokens.read']) }), scoped.keyId],
    ['no scope', moved({ scope: null }), scoped.keyId],
    ['another account', moved({ accountId: otherAccount }), scoped.keyId],
    ['another key id', moved({ keyId: otherId }), otherId],
  ])('copied to %s it proves nothing', async (_what, created, keyId) => {
    const index = await indexOf([...base, opened(otherAccount, 'ecosystem'), created]);
    expect(decideVerdict(index, peppers, { keyId, digest: scoped.digest })).toMatchObject({
      reason: 'invalid_api_key',
    });
  });

  test('under another pepper, or one that the file no longer holds, it proves nothing', async () => {
    const index = await indexOf([...base, scoped.created]);
    const others = createPeppers(generatePeppersFile());
    const ours = JSON.parse(peppersFile).peppers['1'];
    const renumbered = createPeppers(JSON.stringify({ current: 2, peppers: { 2: ours } }));
    for (const wrong of [others, renumbered]) {
      expect(decideVerdict(index, wrong, checkOf(scoped))).toMatchObject({ reason: 'invalid_api_key' });
    }
  });
});

describe('a right is what it is now', () => {
  const accountId = randomUUID();
  const [own, merchant] = [randomUUID(), randomUUID()];
  const key = makeKey(accountId, scopeOf([merchant], ['payment-data.forward', 'tokens.list']));
  const base = [
    opened(accountId, 'ecosystem'),
    merchantAdded(accountId, own, true),
    merchantAdded(accountId, merchant),
  ];
  const ask = async (facts: Parameters<typeof indexOf>[0]) =>
    decideVerdict(await indexOf(facts), peppers, { ...checkOf(key), operation: 'tokens.list' });

  test('a key whose account has no event yet is invalid, and good as soon as it has', async () => {
    expect(await ask([key.created])).toMatchObject({ verdict: 'deny', reason: 'invalid_api_key' });
    expect(await ask([key.created, ...base])).toMatchObject({ verdict: 'allow', ownMerchantId: own });
    expect(await ask([...base, key.created])).toMatchObject({ verdict: 'allow', ownMerchantId: own });
  });

  test('a change of model counts at once, and back again', async () => {
    const away = [...base, key.created, modelChanged(accountId, 'managed_ecosystem')];
    expect(await ask(away)).toMatchObject({ verdict: 'deny', reason: 'operating_model_forbids' });
    expect(await ask([...away, modelChanged(accountId, 'ecosystem')])).toMatchObject({ verdict: 'allow' });
  });

  test('a scoped key with no merchant left stays good and reaches no merchant', async () => {
    const verdict = await ask([...base, key.created, merchantRemoved(accountId, merchant)]);
    expect(verdict).toMatchObject({ verdict: 'allow', merchantIds: [] });
  });
});
