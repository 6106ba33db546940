import { type CommandContext, metadataOf, type OperatingModel } from '@latchkey/accounts-domain';
import type { CreateKey, KeyCommand, LabelKey, RevokeKey } from '../key.commands';
import { decideKey } from '../key.decider';
import type { KeyCreated, KeyEvent, KeyLabeled, KeyRevoked } from '../key.events';
import { evolveKey } from '../key.evolve';
import { initialKey, type KeyState } from '../key.state';
import type { Scope } from '../scope';

/** The `n`th id of a kind: readable in a failing test. */
const idOf = (kind: number, n: number): string => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const account = (n: number): string => idOf(1, n);
export const merchant = (n: number): string => idOf(2, n);
export const key = (n: number): string => idOf(4, n);
export const accountId = account(1);
export const keyId = key(1);

/** The `n`th command, `n` seconds after the first. */
export const context = (n = 0): CommandContext => ({
  commandId: idOf(9, n),
  actor: { type: 'user', id: idOf(5, n) },
  requestId: `request-${n}`,
  time: new Date(Date.UTC(2026, 10, 23, 10, 0, n)).toISOString(),
});

export const verifier = { value: `${'v'.repeat(42)}A`, pepperVersion: 1 };
export const display = 'lk_live_3fK9aB…x7Qe';
export const listScope: Scope = { merchantIds: [merchant(1)], features: ['tokens.list'] };

/** Merchants 1 to 3 are active. */
export const accountFacts = (operatingModel: OperatingModel): CreateKey['account'] => ({
  operatingModel,
  activeMerchantIds: new Set([merchant(1), merchant(2), merchant(3)]),
});

export const createKey = (more: Partial<CreateKey> = {}): CreateKey => ({
  type: 'CreateKey',
  accountId,
  keyId,
  context: context(),
  label: 'Checkout EU',
  scope: null,
  account: accountFacts('ecosystem'),
  display,
  verifier,
  replaces: null,
  ...more,
});
export const labelKey = (label: string, more: Partial<LabelKey> = {}): LabelKey => ({
  type: 'LabelKey',
  accountId,
  keyId,
  context: context(1),
  label,
  ...more,
});
export const revokeKey = (more: Partial<RevokeKey> = {}): RevokeKey => ({
  type: 'RevokeKey',
  accountId,
  keyId,
  context: context(2),
  ...more,
});

export const keyCreated = (more: Partial<KeyCreated['data']> = {}): KeyCreated => ({
  type: 'KeyCreated',
  data: { accountId, keyId, label: 'Checkout EU', display, scope: null, verifier, replaces: null, ...more },
  metadata: metadataOf(context()),
});
export const keyLabeled = (label: string): KeyLabeled => ({
  type: 'KeyLabeled',
  data: { accountId, keyId, label },
  metadata: metadataOf(context(1)),
});
export const keyRevoked = (n = 2): KeyRevoked => ({
  type: 'KeyRevoked',
  data: { accountId, keyId },
  metadata: metadataOf(context(n)),
});

export const stateAfter = (...events: readonly KeyEvent[]): KeyState => events.reduce(evolveKey, initialKey);

/** `given(history).when(command)`, then events or a rejection. */
export const given = (...history: readonly KeyEvent[]) => ({
  when: (command: KeyCommand) => {
    const result = decideKey(command, stateAfter(...history));
    return {
      result,
      then: (...events: readonly KeyEvent[]) => expect(result).toEqual({ ok: true, events }),
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
