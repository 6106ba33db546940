import {
  type AccountCommand,
  accountStream,
  type AccountState,
  decideAccount,
  evolveAccount,
  FEATURES,
  initialAccount,
  type OpenAccountState,
  OPERATING_MODELS,
} from '@latchkey/accounts-domain';
import type { JsonObject } from '@latchkey/event-store';
import { decideKey, evolveKey, initialKey, type KeyCommand, type KeyState, keyStream } from '@latchkey/keys-domain';
import { generateKey, type Peppers, scopeHash, verifier } from '@latchkey/keys-format';
import { createHash } from 'node:crypto';

const ACCOUNTS = 3;
const KEYS = 200;
const START_MS = Date.UTC(2024, 0, 1);
const YEARS_MS = 2 * 365 * 86_400_000;
const DAY_MS = 86_400_000;
/** About so many make it up. */
const COMMANDS = 600;

export interface GoldenEvent {
  readonly stream: string;
  readonly expected: number | 'no-stream';
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}
export interface GoldenKey {
  readonly id: string;
  readonly accountId: string;
  readonly digest: Buffer;
}
export interface GoldenHistory {
  readonly events: readonly GoldenEvent[];
  readonly keys: readonly GoldenKey[];
  readonly accountIds: readonly string[];
  /** Of all accounts, the removed ones too. */
  readonly merchantIds: readonly string[];
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Two years of three accounts with 200 keys, as the deciders let it happen: models change, merchants come and go, keys are
 * made, labelled and revoked. Every third command comes from a machine whose clock is days wrong, to either side.
 */
export function goldenHistory(seed: number, peppers: Peppers): GoldenHistory {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!; // lists are never empty
  const uuid = (): string => {
    const hex = createHash('sha256').update(String(random())).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  const accounts = new Map<string, AccountState>();
  const keyStates = new Map<string, KeyState>();
  const versions = new Map<string, number>();
  const events: GoldenEvent[] = [];
  const keys: GoldenKey[] = [];
  const merchantIds: string[] = [];
  let nowMs = START_MS;

  const context = () => {
    nowMs += (random() * 2 * YEARS_MS) / COMMANDS;
    const skewMs = random() < 1 / 3 ? (random() - 0.5) * 20 * DAY_MS : 0;
    const time = new Date(Math.floor(nowMs + skewMs)).toISOString();
    return { commandId: uuid(), actor: { type: 'user', id: uuid() }, requestId: 'golden', time } as const;
  };
  const store = (stream: string, { type, data, metadata }: { type: string; data: object; metadata: object }): void => {
    const version = versions.get(stream);
    // As they would be read from the log.
    const plain = (value: object) => JSON.parse(JSON.stringify(value)) as JsonObject;
    events.push({ stream, expected: version ?? 'no-stream', type, data: plain(data), metadata: plain(metadata) });
    versions.set(stream, version === undefined ? 0 : version + 1);
  };
  const onAccount = (command: AccountCommand): void => {
    const state = accounts.get(command.accountId) ?? initialAccount;
    const result = decideAccount(command, state);
    if (!result.ok) return;
    for (const event of result.events) store(accountStream(command.accountId), event);
    accounts.set(command.accountId, result.events.reduce(evolveAccount, state));
  };
  const onKey = (command: KeyCommand): boolean => {
    const state = keyStates.get(command.keyId) ?? initialKey;
    const result = decideKey(command, state);
    if (!result.ok) return false;
    for (const event of result.events) store(keyStream(command.keyId), event);
    keyStates.set(command.keyId, result.events.reduce(evolveKey, state));
    return true;
  };
  const opened = (accountId: string): OpenAccountState => {
    const state = accounts.get(accountId);
    if (state?.status !== 'open') throw new Error('the account is not open');
    return state;
  };
  const livingOf = (accountId: string): string[] =>
    [...opened(accountId).merchants.values()]
      .filter(({ status }) => status === 'active')
      .map(({ merchantId }) => merchantId);

  const addMerchant = (accountId: string): void => {
    const merchantId = uuid();
    merchantIds.push(merchantId);
    onAccount({ type: 'AddMerchant', accountId, merchantId, merchant: { legalName: 'Shop' }, context: context() });
  };
  const makeKey = (accountId: string): void => {
    const keyId = uuid();
    const { display, digest } = generateKey({ mode: 'test', keyId });
    const living = livingOf(accountId);
    const some = <T>(list: readonly T[]): T[] => [pick(list), ...list.filter(() => random() < 0.4)];
    const scope = random() < 0.75 ? { merchantIds: some(living), features: some(FEATURES) } : null;
    const stored = scope && {
      merchantIds: [...new Set(scope.merchantIds)].sort(),
      features: [...new Set(scope.features)].sort(),
    };
    const { version: pepperVersion, pepper } = peppers.current;
    const proof = verifier({ pepper, keyId, accountId, scopeHash: scopeHash(stored), digest });
    const made = onKey({
      ...{ type: 'CreateKey', accountId, keyId, label: `Key ${keys.length}`, scope, display, replaces: null },
      account: { operatingModel: opened(accountId).operatingModel, activeMerchantIds: new Set(living) },
      verifier: { value: proof.toString('base64url'), pepperVersion },
      context: context(),
    });
    if (made) keys.push({ id: keyId, accountId, digest });
  };

  const accountIds = Array.from({ length: ACCOUNTS }, uuid);
  for (const accountId of accountIds) {
    const merchantId = uuid();
    merchantIds.push(merchantId);
    const open = { type: 'OpenAccount', accountId, merchantId, name: 'Golden', operatingModel: 'ecosystem' } as const;
    onAccount({ ...open, context: context() });
    for (let n = 0; n < 3; n += 1) addMerchant(accountId);
  }
  while (keys.length < KEYS) {
    const accountId = pick(accountIds);
    const chance = random();
    if (chance < 0.06) {
      const operatingModel = opened(accountId).operatingModel === 'ecosystem' ? pick(OPERATING_MODELS) : 'ecosystem';
      onAccount({ type: 'ChangeOperatingModel', accountId, operatingModel, context: context() });
    } else if (chance < 0.12) addMerchant(accountId);
    else if (chance < 0.15) {
      const merchantId = pick(livingOf(accountId));
      onAccount({ type: 'RemoveMerchant', accountId, merchantId, context: context() });
    } else if (chance < 0.4 && keys.length > 0) {
      const { id: keyId, accountId: owner } = pick(keys);
      if (random() < 0.7) onKey({ type: 'RevokeKey', accountId: owner, keyId, context: context() });
      else onKey({ type: 'LabelKey', accountId: owner, keyId, label: `Label ${random()}`, context: context() });
    } else makeKey(accountId);
  }
  return { events, keys, accountIds, merchantIds };
}
