import {
  type AccountCommand,
  type AccountState,
  decideAccount,
  evolveAccount,
  FEATURES,
  featuresAllowed,
  initialAccount,
  OPERATING_MODELS,
} from '@latchkey/accounts-domain';
import fc from 'fast-check';
import { keyEventFromJson } from './key-event.parser';
import type { CreateKey, KeyCommand, ScopeInput } from './key.commands';
import { decideKey } from './key.decider';
import type { KeyEvent } from './key.events';
import { evolveKey } from './key.evolve';
import { initialKey, type KeyState } from './key.state';
import { effectiveScope } from './scope';
import {
  account,
  accountFacts,
  accountId,
  context,
  createKey,
  key,
  keyCreated,
  keyLabeled,
  keyRevoked,
  labelKey,
  merchant,
  revokeKey,
} from './testing/key.given';

const time = fc.nat(59).map(context);
const text = fc.oneof(fc.constantFrom('A', 'B', ''), fc.string({ unit: 'binary', maxLength: 20 }));
const scopeInput: fc.Arbitrary<ScopeInput> = fc.record({
  merchantIds: fc.oneof(fc.array(fc.nat(4).map(merchant)), fc.array(text)),
  features: fc.oneof(fc.array(fc.constantFrom(...FEATURES)), fc.array(text)),
});
const creation: fc.Arbitrary<CreateKey> = fc
  .record({
    context: time,
    label: text,
    scope: fc.option(scopeInput),
    account: fc.constantFrom(...OPERATING_MODELS).map(accountFacts),
    replaces: fc.option(fc.record({ keyId: fc.nat(2).map(key), accountId: fc.option(fc.nat(2).map(account)) })),
  })
  .map(createKey);
const caller = fc.record({ context: time, accountId: fc.nat(2).map(account) });
const command: fc.Arbitrary<KeyCommand> = fc.oneof(
  creation,
  fc.tuple(text, caller).map(([label, by]) => labelKey(label, by)),
  caller.map(revokeKey),
);
const event: fc.Arbitrary<KeyEvent> = fc.oneof(
  text.map((label) => keyCreated({ label })),
  text.map(keyLabeled),
  fc.nat(59).map(keyRevoked),
);

interface Step {
  readonly events: readonly KeyEvent[];
  readonly after: KeyState;
}
function play(commands: readonly KeyCommand[]): Step[] {
  let state = initialKey;
  return commands.map((each) => {
    const result = decideKey(each, state);
    const events = result.ok ? result.events : [];
    state = events.reduce(evolveKey, state);
    return { events, after: state };
  });
}

describe('for any sequence of commands', () => {
  const commands = fc.array(command, { maxLength: 30 }).map((all) => [createKey(), ...all]);

  test('deciding and evolving never throw, and the events are what the parser reads back', () => {
    fc.assert(
      fc.property(fc.array(command), commands, (any, created) => {
        const events = [...play(any), ...play(created)].flatMap((step) => step.events);
        for (const { type, data, metadata } of JSON.parse(JSON.stringify(events)) as KeyEvent[])
          expect(keyEventFromJson(type, data, metadata)).toEqual({ ok: true, event: { type, data, metadata } });
      }),
      { numRuns: 300 },
    );
  });

  test('a revocation is final: no command makes another event or another state', () => {
    fc.assert(
      fc.property(commands, fc.nat(30), time, fc.array(command), (before, at, revokedNow, after) => {
        const steps = play([...before.slice(0, at + 1), revokeKey({ context: revokedNow }), ...after]);
        const revoked = steps.findIndex((step) => step.after.status === 'revoked');
        expect(revoked).toBeGreaterThan(-1);
        for (const step of steps.slice(revoked + 1)) expect(step).toEqual({ events: [], after: steps[revoked]?.after });
      }),
      { numRuns: 300 },
    );
  });

  test('account, scope, verifier and birth of a key never change', () => {
    fc.assert(
      fc.property(commands, (all) => {
        const seen = play(all).map(({ after }) => {
          if (after.status === 'none') throw new Error('the history begins with a creation');
          const { accountId: owner, scope, verifier, display, replaces, createdAt, createdBy } = after;
          return { owner, scope, verifier, display, replaces, createdAt, createdBy };
        });
        for (const each of seen) expect(each).toEqual(seen[0]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('for any history of the account', () => {
  const about = { accountId, context: context() } as const;
  const id = fc.nat(4).map(merchant);
  const accountCommand: fc.Arbitrary<AccountCommand> = fc.oneof(
    fc
      .constantFrom(...OPERATING_MODELS)
      .map((operatingModel) => ({ type: 'ChangeOperatingModel' as const, ...about, operatingModel })),
    id.map((merchantId) => ({ type: 'AddMerchant' as const, ...about, merchantId, merchant: { legalName: 'Shop' } })),
    id.map((merchantId) => ({ type: 'RemoveMerchant' as const, ...about, merchantId })),
  );
  const opened: AccountCommand = {
    type: 'OpenAccount',
    ...about,
    name: 'Acme',
    operatingModel: 'ecosystem',
    merchantId: merchant(0),
  };
  const carryOut = (state: AccountState, each: AccountCommand): AccountState => {
    const result = decideAccount(each, state);
    return result.ok ? result.events.reduce(evolveAccount, state) : state;
  };
  /** Reading the account for a creation, and using the key, may each happen at any point of its history. */
  const factsOf = (state: AccountState) => {
    if (state.status === 'none') throw new Error('the history begins with an opened account');
    const active = [...state.merchants.values()].filter(({ status }) => status === 'active');
    return { operatingModel: state.operatingModel, ids: new Set(active.map(({ merchantId }) => merchantId)) };
  };

  test('a scoped key reaches only what its scope, the model and the merchants of that moment all allow', () => {
    const history = fc.array(accountCommand, { maxLength: 25 });
    const merchantIds = fc.subarray([0, 1, 2, 3, 4].map(merchant), { minLength: 1 });
    const features = fc.subarray([...FEATURES], { minLength: 1 });
    let created = 0;
    fc.assert(
      fc.property(history, history, fc.record({ merchantIds, features }), (before, between, scope) => {
        const atCreation = [opened, ...before].reduce(carryOut, initialAccount);
        const read = factsOf(atCreation);
        const wanted = { ...scope, merchantIds: scope.merchantIds.filter((each) => read.ids.has(each)) };
        const facts = { operatingModel: read.operatingModel, activeMerchantIds: read.ids };
        const result = decideKey(createKey({ scope: wanted, account: facts }), initialKey);
        const state = result.ok ? result.events.reduce(evolveKey, initialKey) : initialKey;
        if (state.status === 'none' || state.scope === null) return;
        created += 1;
        const { operatingModel, ids } = factsOf(between.reduce(carryOut, atCreation));
        const effective = effectiveScope(state.scope, { operatingModel, merchantIds: ids });
        expect(scope.merchantIds).toEqual(expect.arrayContaining([...effective.merchantIds]));
        expect(scope.features).toEqual(expect.arrayContaining([...effective.features]));
        expect([...ids]).toEqual(expect.arrayContaining([...effective.merchantIds]));
        expect(featuresAllowed(operatingModel)).toEqual(expect.arrayContaining([...effective.features]));
      }),
      { numRuns: 500 },
    );
    // About one in three: the other histories stand, at that moment, in a model that allows no such key.
    expect(created).toBeGreaterThan(20);
  });
});

describe('for any sequence of events', () => {
  test('evolving is total, and a revoked key stays revoked', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const states = events.map((_, at) => events.slice(0, at + 1).reduce(evolveKey, initialKey));
        const revoked = states.find((state) => state.status === 'revoked');
        if (revoked) for (const state of states.slice(states.indexOf(revoked))) expect(state).toEqual(revoked);
        expect(states.at(-1)?.status === 'active' || revoked !== undefined).toBe(
          events.some(({ type }) => type === 'KeyCreated'),
        );
      }),
      { numRuns: 300 },
    );
  });
});
