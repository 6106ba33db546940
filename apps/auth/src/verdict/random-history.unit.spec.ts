import {
  FEATURES,
  featuresAllowed,
  OPERATING_MODELS,
  UNSCOPED_OPERATIONS,
  type Feature,
  type OperatingModel,
} from '@latchkey/accounts-domain';
import type { RecordedEvent } from '@latchkey/event-store';
import { effectiveScope, type KeyEvent, type Operation, type Scope } from '@latchkey/keys-domain';
import { createReplay, type ReplayedEvent } from '@latchkey/replay';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { createLogIndex } from '../index/log-index';
import {
  makeKey,
  merchantAdded,
  merchantRemoved,
  modelChanged,
  opened,
  peppers,
  scopeOf,
  type Fact,
  type TestKey,
} from '../testing/history.fixture';
import { recordedEvents } from '../testing/indexed.fixture';
import { decideVerdict } from './decide-verdict';

interface History {
  readonly facts: readonly Fact[];
  readonly keys: readonly TestKey[];
  readonly merchantIds: readonly string[];
}

const OPERATIONS: readonly (Operation | undefined)[] = [...FEATURES, ...UNSCOPED_OPERATIONS, undefined];
const STAYS_FOR_REMOVED = ['tokens.list', 'tokens.read', 'tokens.delete', 'tokens.consume', 'payment-data.list'];

/** One account's stream and its keys' streams, each in order, interleaved at random: a key may come before its account. */
const anyAccount: fc.Arbitrary<History> = fc
  .record({
    model: fc.constantFrom(...OPERATING_MODELS),
    steps: fc.array(fc.oneof(fc.constantFrom(...OPERATING_MODELS), fc.nat(3)), { maxLength: 5 }),
    keys: fc.array(
      fc.record({
        scope: fc.option(
          fc.record({
            merchants: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
            features: fc.subarray([...FEATURES], { minLength: 1 }),
          }),
        ),
        revoked: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    order: fc.infiniteStream(fc.nat(1000)),
  })
  .map(({ model, steps, keys: wanted, order }) => {
    const accountId = randomUUID();
    const merchantIds = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const idAt = (index: number) => merchantIds[index] ?? '';
    const removable = new Set([1, 2, 3]);
    const account = [
      opened(accountId, model),
      ...merchantIds.map((id, index) => merchantAdded(accountId, id, index === 0)),
      ...steps.flatMap((step) => {
        if (typeof step === 'string') return [modelChanged(accountId, step)];
        return removable.delete(step) ? [merchantRemoved(accountId, idAt(step))] : [];
      }),
    ];
    const keys = wanted.map(({ scope }) =>
      makeKey(accountId, scope && scopeOf(scope.merchants.map(idAt), scope.features)),
    );
    const streams = [
      account,
      ...keys.map((key, i) => (wanted[i]?.revoked ? [key.created, key.revoked] : [key.created])),
    ];
    return { facts: interleave(streams, order), keys, merchantIds };
  });

function interleave(streams: Fact[][], order: Iterator<number>): Fact[] {
  const facts: Fact[] = [];
  for (let open = streams; open.length > 0; open = open.filter((stream) => stream.length > 0)) {
    const next = open[Number(order.next().value) % open.length]?.shift();
    if (next !== undefined) facts.push(next);
  }
  return facts;
}

/** The rule in the words of the specification, over the bare list of events. */
function mayDo(past: readonly RecordedEvent[], key: TestKey, operation: Operation | undefined, merchantId?: string) {
  const ofKey = past.filter((event) => event.data.keyId === key.keyId);
  const created = ofKey.find((event) => event.type === 'KeyCreated');
  if (created === undefined || ofKey.some((event) => event.type === 'KeyRevoked')) return false;
  const ofAccount = past.filter((event) => event.stream === `account-${created.data.accountId}`);
  const model = ofAccount.findLast((event) => event.data.operatingModel !== undefined)?.data.operatingModel;
  if (model === undefined) return false;
  const all = idsOf(ofAccount, 'MerchantAdded');
  const gone = idsOf(ofAccount, 'MerchantRemoved');
  const { scope } = created.data as unknown as Extract<KeyEvent, { type: 'KeyCreated' }>['data'];
  if (scope === null) {
    if (merchantId === undefined) return true;
    return all.has(merchantId) && (!gone.has(merchantId) || STAYS_FOR_REMOVED.includes(operation ?? ''));
  }
  const living = new Set([...all].filter((id) => !gone.has(id)));
  const now = { operatingModel: model as OperatingModel, merchantIds: living };
  return scopeAllows(scope, now, operation, merchantId);
}

function scopeAllows(
  scope: Scope,
  now: { operatingModel: OperatingModel; merchantIds: Set<string> },
  operation: Operation | undefined,
  merchantId: string | undefined,
): boolean {
  if (featuresAllowed(now.operatingModel).length === 0) return false;
  const { features, merchantIds } = effectiveScope(scope, now);
  if (operation !== undefined && !features.includes(operation as Feature)) return false;
  return merchantId === undefined || merchantIds.includes(merchantId);
}

const idsOf = (events: readonly RecordedEvent[], type: string) =>
  new Set(events.filter((event) => event.type === type).map((event) => String(event.data.merchantId)));

/** As an auditor gets to see it. */
const publicForm = (event: RecordedEvent, at: number): ReplayedEvent => {
  const { stream, type, data, metadata } = event;
  const shown = type === 'KeyCreated' ? { ...data, verifier: `sha256:${'0'.repeat(64)}` } : data;
  return { ordinal: at + 1, stream, type, data: shown, metadata };
};

describe('over random histories, after every event', () => {
  test('a replay for the audit names the keys that get an allow, and no other', async () => {
    let could = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyAccount, { minLength: 1, maxLength: 2 }), fc.nat(), async (accounts, start) => {
        const events = await recordedEvents(accounts.flatMap(({ facts }) => facts));
        const keys = accounts.flatMap((account) => account.keys);
        const merchants = [undefined, randomUUID(), ...accounts.flatMap(({ merchantIds }) => merchantIds)];
        const operations = [...FEATURES, ...UNSCOPED_OPERATIONS];
        const index = createLogIndex();
        const replay = createReplay();
        for (const [at, event] of events.entries()) {
          index.apply(event);
          replay.apply(publicForm(event, at));
          const operation = operations[(start + at) % operations.length] ?? 'tokens.list';
          for (const merchantId of merchants) {
            const allowed = keys.filter(({ keyId, digest }) => {
              const { verdict } = decideVerdict(index, peppers, { keyId, digest, operation, merchantId });
              return verdict === 'allow';
            });
            const named = [...replay.whoCould({ operation, merchantId })].map(({ key }) => key.keyId);
            expect(named.sort()).toEqual(allowed.map(({ keyId }) => keyId).sort());
            could += named.length;
          }
        }
      }),
      { numRuns: 40 },
    );
    expect(could).toBeGreaterThan(300);
  });

  test('a check is allowed if and only if the effective scope allows it, and never once the key is revoked', async () => {
    let allowed = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyAccount, { minLength: 1, maxLength: 2 }), async (accounts) => {
        const events = await recordedEvents(accounts.flatMap(({ facts }) => facts));
        const keys = accounts.flatMap((account) => account.keys);
        const merchants = [undefined, randomUUID(), ...accounts.flatMap(({ merchantIds }) => merchantIds)];
        const index = createLogIndex();
        for (const [at, event] of events.entries()) {
          index.apply(event);
          const past = events.slice(0, at + 1);
          for (const key of keys) {
            const operation = OPERATIONS[(at * 7 + allowed) % OPERATIONS.length];
            for (const merchantId of merchants) {
              const check = { keyId: key.keyId, digest: key.digest, operation, merchantId };
              const { verdict } = decideVerdict(index, peppers, check);
              const right = mayDo(past, key, operation, merchantId);
              expect({ verdict, operation }).toEqual({ verdict: right ? 'allow' : 'deny', operation });
              if (right) allowed += 1;
              else refused += 1;
            }
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(allowed).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(500);
  });
});
