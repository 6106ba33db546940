import {
  type AccountCommand,
  type AccountResult,
  type AccountState,
  accountStream,
  decideAccount,
  isUuidV4,
  type OpenAccountState,
  rejectFields,
} from '@latchkey/accounts-domain';
import { type EventStore, fitsOneAppend, MAX_EVENTS_PER_APPEND, type Position } from '@latchkey/event-store';
import { Problem } from '@latchkey/platform';
import { commit } from '../event-sourcing/commit';
import { createKeyedQueue } from '../event-sourcing/keyed-queue';
import { createLatestRead } from '../event-sourcing/latest-read';
import { createLruMap } from '../event-sourcing/lru-map';
import { accountAfter, type AccountView, applyAccountEvent, emptyAccountView } from './account.view';

/** An account that exists. */
export type OpenAccountView = AccountView & { readonly state: OpenAccountState };

export interface AccountRepository {
  /** As it is now: read on from where the cache ends. Rejects with 404 `not_found`. */
  get(accountId: string): Promise<OpenAccountView>;
  /** The same, with `none` for an account that does not exist. */
  find(accountId: string): Promise<AccountView>;
  /** Empties the cache: the log has become another one. */
  readonly forgetAll: () => void;
  /** Decides and appends. `mayDecide` is asked right before each decision and throws a `Problem` to stop it. */
  execute(command: AccountCommand, mayDecide?: (view: AccountView) => void): Promise<ChangedAccount>;
}

export interface ChangedAccount {
  readonly after: OpenAccountView;
  /** Of the change; of the stream's end when there was nothing to change. */
  readonly position: Position;
}

const MAX_CACHED_ACCOUNTS = 10_000;

export const createAccountRepository = (store: EventStore): AccountRepository => {
  const latest = createLruMap<string, () => Promise<AccountView>>(MAX_CACHED_ACCOUNTS);
  const inTurn = createKeyedQueue();

  const find = async (accountId: string): Promise<AccountView> => {
    if (!isUuidV4(accountId)) return emptyAccountView();
    const known = latest.get(accountId);
    if (known) return known();
    const reader = createLatestRead(createReader(store, accountStream(accountId)));
    const view = await reader();
    // Accounts that do not exist are not remembered: anyone can name any number of them.
    if (isOpen(view)) latest.set(accountId, reader);
    return view;
  };

  return {
    find,
    forgetAll: latest.clear,
    get: async (accountId) => {
      const view = await find(accountId);
      if (!isOpen(view)) throw new Problem('not_found');
      return view;
    },
    execute: (command, mayDecide) => {
      const stream = accountStream(command.accountId);
      return inTurn(stream, async () => {
        const committed = await commit({
          store,
          stream,
          commandId: command.context.commandId,
          load: () => find(command.accountId),
          decide: (view) => {
            mayDecide?.(view);
            return atMostOneAppend(decideAccount(command, view.state));
          },
        });
        const after = accountAfter(committed);
        if (!isOpen(after)) throw new Error('an account does not exist after it was changed');
        return { after, position: committed.position };
      });
    },
  };
};

export const isOpen = (view: AccountView): view is OpenAccountView => isOpenState(view.state);
/** Only a list of destinations can change in so many places, or by so much; an append holds all of it or nothing. */
const atMostOneAppend = (result: AccountResult): AccountResult =>
  result.ok && !fitsOneAppend(result.events) ? rejectFields([{ field: 'data', message: TOO_MUCH }]) : result;

const TOO_MUCH = `must not differ in more than ${MAX_EVENTS_PER_APPEND} places or half a megabyte at once, nor hold a destination of a quarter of one`;

const isOpenState = (state: AccountState): state is OpenAccountState => state.status === 'open';

/** Each call reads what was appended since the one before; the callers see to it that calls do not overlap. */
const createReader = (store: EventStore, stream: string): (() => Promise<AccountView>) => {
  let view = emptyAccountView();
  return async () => {
    let read = view;
    for await (const event of store.read(stream, view.version + 1)) read = applyAccountEvent(read, event);
    view = read;
    return view;
  };
};
