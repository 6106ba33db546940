import fc from 'fast-check';
import { accountEventFromJson } from './account-event.parser';
import type { AccountCommand } from './account.commands';
import { decideAccount } from './account.decider';
import type { AccountEvent } from './account.events';
import { evolveAccount } from './account.evolve';
import { type AccountState, initialAccount } from './account.state';
import { mayHaveManyMerchants, OPERATING_MODELS } from './operating-model';
import {
  accountOpened,
  addMerchant,
  changeMerchant,
  changeModel,
  destinationAllowed,
  destinationRemoved,
  encryptionKeyIssued,
  issueEncryptionKey,
  merchant,
  merchantAdded,
  merchantChanged,
  merchantRemoved,
  modelChanged,
  openAccount,
  ownMerchant,
  removeMerchant,
  replaceDestinations,
} from './testing/account.given';

const n = fc.nat(4);
const model = fc.constantFrom(...OPERATING_MODELS);
const text = fc.oneof(fc.constantFrom('Shop', 'DE', 'EUR', 'https://shop.example', ''), fc.string({ unit: 'binary' }));
const details = fc.record(
  {
    legalName: text,
    companyCity: text,
    countryCode: text,
    websiteUrl: text,
    defaultCurrency: text,
    paymentForwardUrl: text,
  },
  { requiredKeys: [] },
);
const destination = fc.record(
  {
    host: fc.oneof(fc.domain(), text),
    ports: fc.array(fc.oneof(fc.constant(443), fc.double())),
    pathPrefixes: fc.array(fc.oneof(fc.webPath(), text)),
    methods: fc.array(fc.constantFrom('POST', 'GET', 'x')),
    merchantIds: fc.oneof(fc.constant(null), fc.array(n.map(merchant))),
    relay: fc.constantFrom('masked', 'status_only', 'x'),
    insecureLoopback: fc.boolean(),
  },
  { requiredKeys: ['host'] },
);
const command: fc.Arbitrary<AccountCommand> = fc.oneof(
  fc.tuple(text, fc.option(fc.oneof(model, text), { nil: undefined })).map(([name, to]) => openAccount(name, to)),
  fc.oneof({ weight: 4, arbitrary: model }, text).map(changeModel),
  {
    weight: 3,
    arbitrary: fc.tuple(n, fc.oneof(fc.constant({}), details)).map(([at, input]) => addMerchant(at, input)),
  },
  fc.tuple(n, details).map(([at, changes]) => changeMerchant(at, changes)),
  { weight: 3, arbitrary: n.map(removeMerchant) },
  fc.tuple(n, fc.nat(2)).map(([at, k]) => issueEncryptionKey(at, k)),
  fc
    .tuple(fc.array(destination, { maxLength: 4 }), fc.constantFrom('live' as const, 'test' as const))
    .map(([list, mode]) => replaceDestinations(list, mode)),
);
const event: fc.Arbitrary<AccountEvent> = fc.oneof(
  model.map((to) => accountOpened(to)[0] as AccountEvent),
  model.map(modelChanged),
  fc.tuple(n, fc.boolean()).map(([at, isPrimary]) => merchantAdded(at, 'Shop', isPrimary)),
  n.map((at) => merchantChanged(at, { companyCity: 'Bonn' })),
  n.map(merchantRemoved),
  n.map((at) => destinationAllowed(at, 'psp.example')),
  n.map(destinationRemoved),
  n.map((at) => encryptionKeyIssued(at, at)),
);

interface Step {
  readonly command: AccountCommand;
  readonly events: readonly AccountEvent[];
  readonly after: AccountState;
}

/** Carries out the commands one after the other; those that are refused make no events. */
function play(commands: readonly AccountCommand[]): Step[] {
  let state = initialAccount;
  return commands.map((command) => {
    const result = decideAccount(command, state);
    const events = result.ok ? result.events : [];
    state = events.reduce(evolveAccount, state);
    return { command, events, after: state };
  });
}
const history = fc
  .tuple(model, fc.array(command, { maxLength: 40 }))
  .map(([first, commands]) => [openAccount('Acme', first), ...commands]);
const activeIds = (state: AccountState) =>
  state.status === 'none'
    ? []
    : [...state.merchants.values()].filter(({ status }) => status === 'active').map(({ merchantId }) => merchantId);

describe('for any sequence of commands', () => {
  test('deciding and evolving never throw, and the events are what the parser reads back', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), history, (any, opened) => {
        const events = [...play(any), ...play(opened)].flatMap((step) => step.events);
        for (const { type, data, metadata } of JSON.parse(JSON.stringify(events)) as AccountEvent[])
          expect(accountEventFromJson(type, data, metadata)).toEqual({ ok: true, event: { type, data, metadata } });
      }),
      { numRuns: 150 },
    );
  });

  test('the own merchant stays, alone under primary_merchant, and the count is the number of active ones', () => {
    fc.assert(
      fc.property(history, (commands) => {
        for (const { after } of play(commands)) {
          if (after.status === 'none') throw new Error('the history begins with an opened account');
          const ids = activeIds(after);
          expect(after.ownMerchantId).toBe(ownMerchant);
          expect(ids).toContain(ownMerchant);
          expect(after.activeMerchantCount).toBe(ids.length);
          if (!mayHaveManyMerchants(after.operatingModel)) expect(ids).toEqual([ownMerchant]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a removed merchant never comes back', () => {
    fc.assert(
      fc.property(history, (commands) => {
        const removed = new Set<string>();
        for (const { events, after } of play(commands)) {
          for (const { type, data } of events) if (type === 'MerchantRemoved') removed.add(data.merchantId);
          expect(activeIds(after).filter((id) => removed.has(id))).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a command that was carried out changes nothing the second time, or is refused', () => {
    fc.assert(
      fc.property(history, (commands) => {
        for (const { command, events, after } of play(commands)) {
          const again = decideAccount(command, after);
          if (events.length > 0 && again.ok) expect(again.events).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('for any sequence of events', () => {
  test('evolving is total: nothing throws, and nothing happens before the account is opened', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const opened = events.findIndex(({ type }) => type === 'AccountOpened');
        const state = events.reduce(evolveAccount, initialAccount);
        expect(state.status).toBe(opened === -1 ? 'none' : 'open');
        expect(activeIds(state)).toHaveLength(state.status === 'open' ? state.activeMerchantCount : 0);
      }),
    );
  });
});
