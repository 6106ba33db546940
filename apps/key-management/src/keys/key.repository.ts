import { isUuidV4 } from '@latchkey/accounts-domain';
import type { EventStore, Position, RecordedEvent } from '@latchkey/event-store';
import { decideKey, evolveKey, type KeyCommand, type KeyState, keyStream } from '@latchkey/keys-domain';
import { Problem } from '@latchkey/platform';
import { commit } from '../event-sourcing/commit';
import { applyKeyEvent, emptyKeyView, type KeyView } from './key.view';

export type ExistingKeyState = Exclude<KeyState, { status: 'none' }>;
/** A key that exists. */
export type ExistingKeyView = KeyView & { readonly state: ExistingKeyState };

export interface KeyRepository {
  /** As it is now; `none` for one that does not exist. */
  find(keyId: string): Promise<KeyView>;
  /** A key of this account. Rejects with 404 `not_found`, the same for one that does not exist and for another's. */
  get(accountId: string, keyId: string): Promise<ExistingKeyView>;
  /** Its events in order. Rejects like `get`. */
  history(accountId: string, keyId: string): Promise<readonly RecordedEvent[]>;
  /** Reads, decides, appends. Rejects with the decision's refusal as a `Problem`. */
  execute(command: KeyCommand): Promise<ChangedKey>;
  /** The same for a key that is not expected to exist yet: saves reading its stream. */
  create(command: KeyCommand): Promise<ChangedKey>;
}

export interface ChangedKey {
  readonly after: ExistingKeyState;
  /** Of the change, or of the event that had made it before. */
  readonly position: Position;
}

export const createKeyRepository = (store: EventStore): KeyRepository => {
  const eventsOf = async (keyId: string): Promise<RecordedEvent[]> => {
    if (!isUuidV4(keyId)) return [];
    return Array.fromAsync(store.read(keyStream(keyId)));
  };
  const find = async (keyId: string): Promise<KeyView> => (await eventsOf(keyId)).reduce(applyKeyEvent, emptyKeyView);

  const run = async (command: KeyCommand, load: () => Promise<KeyView>): Promise<ChangedKey> => {
    const { before, events, position } = await commit({
      store,
      stream: keyStream(command.keyId),
      commandId: command.context.commandId,
      load,
      decide: ({ state }) => decideKey(command, state),
    });
    const after = events.reduce<KeyState>(evolveKey, before.state);
    if (after.status === 'none') throw new Error('a key does not exist after it was changed');
    return {
      after,
      position: events.length === 0 && after.status === 'revoked' ? (before.revokedPosition ?? position) : position,
    };
  };

  return {
    find,
    get: async (accountId, keyId) => ownedBy(accountId, await find(keyId)),
    history: async (accountId, keyId) => {
      const history = await eventsOf(keyId);
      ownedBy(accountId, history.reduce(applyKeyEvent, emptyKeyView));
      return history;
    },
    execute: (command) => run(command, () => find(command.keyId)),
    create: (command) => {
      let asked = false;
      return run(command, () => {
        // Only a conflict asks again, and then the stream must be read after all.
        if (asked) return find(command.keyId);
        asked = true;
        return Promise.resolve(emptyKeyView);
      });
    },
  };
};

const ownedBy = (accountId: string, view: KeyView): ExistingKeyView => {
  if (!exists(view) || view.state.accountId !== accountId) throw new Problem('not_found');
  return view;
};

export const exists = (view: KeyView): view is ExistingKeyView => view.state.status !== 'none';
