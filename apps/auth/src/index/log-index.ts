import { accountEventFromJson, type AccountEvent } from '@latchkey/accounts-domain';
import type { Position, RecordedEvent } from '@latchkey/event-store';
import { keyEventFromJson, type KeyEvent } from '@latchkey/keys-domain';
import { createAccountTable, type AccountEntry } from './account-table';
import { createKeyTable, type KeyRecord } from './key-table';
import { createScopeTable, type ScopeEntry } from './scope-table';
import { UnreadableEvent } from './unreadable-event';

export const STREAM_PREFIXES = ['account-', 'apikey-'] as const;

export interface IndexedKey extends Omit<KeyRecord, 'account' | 'scope'> {
  readonly account: AccountEntry;
  readonly scope: ScopeEntry;
}

/** All that verdicts are made of, as of one position of the log. */
export interface LogIndex {
  /** Everything up to here is in; undefined before the first look at the log. */
  readonly position: Position | undefined;
  find(keyId: string): IndexedKey | null;
  /** Synchronous, so that no verdict sees half an event. Throws `UnreadableEvent` and leaves the index before it. */
  apply(event: RecordedEvent): void;
  /** Nothing of ours lies between the last applied event and `position`. */
  advance(position: Position): void;
  clear(): void;
  size(): { readonly keys: number; readonly accounts: number; readonly scopes: number; readonly keyBytes: number };
}

export function createLogIndex(): LogIndex {
  let tables = emptyTables();
  let position: Position | undefined;

  return {
    get position() {
      return position;
    },
    find(keyId) {
      const record = tables.keys.find(keyId);
      if (record === null) return null;
      return { ...record, account: tables.accounts.get(record.account), scope: tables.scopes.get(record.scope) };
    },
    apply(event) {
      if (event.stream.startsWith('account-')) tables.accounts.apply(readAccountEvent(event));
      else applyToKeys(tables, readKeyEvent(event), event);
      position = event.position;
    },
    advance(to) {
      position = to;
    },
    clear() {
      tables = emptyTables();
      position = undefined;
    },
    size: () => ({
      keys: tables.keys.size,
      accounts: tables.accounts.size,
      scopes: tables.scopes.size,
      keyBytes: tables.keys.bytes(),
    }),
  };
}

const emptyTables = () => ({ keys: createKeyTable(), accounts: createAccountTable(), scopes: createScopeTable() });

function applyToKeys({ keys, accounts, scopes }: ReturnType<typeof emptyTables>, event: KeyEvent, at: RecordedEvent) {
  switch (event.type) {
    case 'KeyCreated': {
      const { keyId, accountId, scope, verifier } = event.data;
      if (keys.find(keyId) !== null) throw new UnreadableEvent(at, 'the key was made before');
      keys.add(keyId, {
        verifier: Buffer.from(verifier.value, 'base64url'),
        pepperVersion: verifier.pepperVersion,
        account: accounts.intern(accountId),
        scope: scopes.intern(scope),
      });
      return;
    }
    case 'KeyLabeled':
      return;
    case 'KeyRevoked':
      if (!keys.revoke(event.data.keyId)) throw new UnreadableEvent(at, 'the key was never made');
      return;
    default:
      event satisfies never;
  }
}

function readAccountEvent(recorded: RecordedEvent): AccountEvent {
  const parsed = accountEventFromJson(recorded.type, recorded.data, recorded.metadata);
  if (!parsed.ok) throw new UnreadableEvent(recorded, parsed.reason);
  if (recorded.stream !== `account-${parsed.event.data.accountId}`) throw new UnreadableEvent(recorded, WRONG_STREAM);
  return parsed.event;
}

function readKeyEvent(recorded: RecordedEvent): KeyEvent {
  const parsed = keyEventFromJson(recorded.type, recorded.data, recorded.metadata);
  if (!parsed.ok) throw new UnreadableEvent(recorded, parsed.reason);
  if (recorded.stream !== `apikey-${parsed.event.data.keyId}`) throw new UnreadableEvent(recorded, WRONG_STREAM);
  return parsed.event;
}

const WRONG_STREAM = 'its stream is another one';
