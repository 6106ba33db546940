import type { AccountCommand, DestinationInput } from '../account.commands';
import { decideAccount } from '../account.decider';
import type { AccountEvent, DestinationDetails, MerchantDetails } from '../account.events';
import { evolveAccount } from '../account.evolve';
import { type AccountState, initialAccount } from '../account.state';
import { type CommandContext, metadataOf } from '../event-metadata';
import type { OperatingModel } from '../operating-model';

/** The `n`th id of a kind: readable in a failing test. */
const idOf = (kind: number, n: number): string => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const accountId = idOf(1, 1);
export const merchant = (n: number): string => idOf(2, n);
export const ownMerchant = merchant(0);
export const destination = (n: number): string => idOf(3, n);
export const encryptionKid = (n: number): string => idOf(4, n);

export const context: CommandContext = {
  commandId: '90000000-0000-4000-8000-000000000001',
  actor: { type: 'operator', id: 'ops' },
  requestId: 'request-1',
  time: '2026-11-23T10:00:00.000Z',
};
export const metadata = metadataOf(context);

export const details = (legalName: string, more: Partial<MerchantDetails> = {}): MerchantDetails => ({
  legalName,
  companyCity: null,
  countryCode: null,
  websiteUrl: null,
  defaultCurrency: null,
  paymentForwardUrl: null,
  ...more,
});

export const destinationDetails = (host: string, more: Partial<DestinationDetails> = {}): DestinationDetails => ({
  host,
  ports: [443],
  pathPrefixes: ['/'],
  methods: ['POST'],
  merchantIds: null,
  relay: 'masked',
  insecureLoopback: false,
  ...more,
});

export const accountOpened = (operatingModel: OperatingModel): AccountEvent[] => [
  { type: 'AccountOpened', data: { accountId, name: 'Acme', operatingModel }, metadata },
  merchantAdded(0, 'Acme', true),
];
export const modelChanged = (operatingModel: OperatingModel): AccountEvent => ({
  type: 'OperatingModelChanged',
  data: { accountId, operatingModel },
  metadata,
});
export const merchantAdded = (n: number, legalName = `Merchant ${n}`, isPrimary = false): AccountEvent => ({
  type: 'MerchantAdded',
  data: { accountId, merchantId: merchant(n), isPrimary, ...details(legalName) },
  metadata,
});
export const merchantChanged = (n: number, changed: Partial<MerchantDetails>): AccountEvent => ({
  type: 'MerchantChanged',
  data: { accountId, merchantId: merchant(n), changed },
  metadata,
});
export const merchantRemoved = (n: number): AccountEvent => ({
  type: 'MerchantRemoved',
  data: { accountId, merchantId: merchant(n) },
  metadata,
});
export const destinationAllowed = (n: number, host: string, more: Partial<DestinationDetails> = {}): AccountEvent => ({
  type: 'DestinationAllowed',
  data: { accountId, destinationId: destination(n), ...destinationDetails(host, more) },
  metadata,
});
export const destinationRemoved = (n: number): AccountEvent => ({
  type: 'DestinationRemoved',
  data: { accountId, destinationId: destination(n) },
  metadata,
});
export const encryptionKeyIssued = (n: number, k: number): AccountEvent => ({
  type: 'EncryptionKeyIssued',
  data: { accountId, merchantId: merchant(n), kid: encryptionKid(k) },
  metadata,
});

const about = { accountId, context } as const;
export const openAccount = (name: string, operatingModel?: string): AccountCommand => ({
  type: 'OpenAccount',
  ...about,
  name,
  merchantId: ownMerchant,
  ...(operatingModel === undefined ? {} : { operatingModel }),
});
export const changeModel = (operatingModel: string): AccountCommand => ({
  type: 'ChangeOperatingModel',
  ...about,
  operatingModel,
});
export const addMerchant = (n: number, input: Partial<MerchantDetails> = {}): AccountCommand => ({
  type: 'AddMerchant',
  ...about,
  merchantId: merchant(n),
  merchant: { legalName: `Merchant ${n}`, ...input },
});
export const changeMerchant = (
  n: number,
  changes: { readonly [Name in keyof MerchantDetails]?: string | null },
): AccountCommand => ({ type: 'ChangeMerchant', ...about, merchantId: merchant(n), changes });
export const removeMerchant = (n: number): AccountCommand => ({
  type: 'RemoveMerchant',
  ...about,
  merchantId: merchant(n),
});
export const issueEncryptionKey = (n: number, k: number): AccountCommand => ({
  type: 'IssueEncryptionKey',
  ...about,
  merchantId: merchant(n),
  kid: encryptionKid(k),
});
/** The destinations get the ids 100, 101, ... */
export const replaceDestinations = (
  destinations: readonly Omit<DestinationInput, 'destinationId'>[],
  mode: 'live' | 'test' = 'live',
): AccountCommand => ({
  type: 'ReplaceDestinations',
  ...about,
  mode,
  destinations: destinations.map((input, at) => ({ destinationId: destination(100 + at), ...input })),
});

export const stateAfter = (...events: readonly AccountEvent[]): AccountState =>
  events.reduce(evolveAccount, initialAccount);

/** `given(history).when(command)`, then events or a rejection. */
export const given = (...history: readonly AccountEvent[]) => ({
  when: (command: AccountCommand) => {
    const result = decideAccount(command, stateAfter(...history));
    return {
      result,
      then: (...events: readonly AccountEvent[]) => expect(result).toEqual({ ok: true, events }),
      thenNothing: () => expect(result).toEqual({ ok: true, events: [] }),
      thenRejected: (classifier: string, field?: string) =>
        expect(result).toEqual({
          ok: false,
          rejection: expect.objectContaining({
            classifier,
            detail: expect.stringMatching(/./),
            ...(field === undefined ? {} : { field }),
          }) as unknown,
        }),
    };
  },
});
