import {
  type AccountEvent,
  accountEventFromJson,
  type AccountState,
  evolveAccount,
  initialAccount,
} from '@latchkey/accounts-domain';
import type { RecordedEvent } from '@latchkey/event-store';
import type { Committed, StreamEnd } from '../event-sourcing/commit';

export interface MerchantTimes {
  readonly createdAt: string;
  readonly removedAt: string | null;
}

/** What an account's stream says: the state that decisions need, and the times that answers show. */
export interface AccountView extends StreamEnd {
  readonly state: AccountState;
  readonly createdAt: string;
  /** Grows in place as the stream is read on. */
  readonly merchantTimes: Map<string, MerchantTimes>;
  /** When each encryption key was issued, by its kid; grows likewise. */
  readonly encryptionKeyTimes: Map<string, string>;
}

export const emptyAccountView = (): AccountView => ({
  state: initialAccount,
  version: -1,
  position: undefined,
  createdAt: '',
  merchantTimes: new Map(),
  encryptionKeyTimes: new Map(),
});

/** Throws for an event that is none of ours: the stream was written by something else. */
export const applyAccountEvent = (view: AccountView, recorded: RecordedEvent): AccountView => {
  const parsed = accountEventFromJson(recorded.type, recorded.data, recorded.metadata);
  if (!parsed.ok) throw new Error(`event ${recorded.version} of ${recorded.stream}: ${parsed.reason}`);
  return evolve(view, parsed.event, recorded);
};

/** What the stream says after a change, without reading it again: a read that fails must not hide what was stored. */
export const accountAfter = ({ before, events, position }: Committed<AccountView, AccountEvent>): AccountView =>
  events.reduce((view, event) => evolve(view, event, { version: view.version + 1, position }), before);

const evolve = (view: AccountView, event: AccountEvent, { version, position }: StreamEnd): AccountView => {
  const { time } = event.metadata;
  if (event.type === 'MerchantAdded')
    view.merchantTimes.set(event.data.merchantId, { createdAt: time, removedAt: null });
  if (event.type === 'EncryptionKeyIssued') view.encryptionKeyTimes.set(event.data.kid, time);
  if (event.type === 'MerchantRemoved') {
    const createdAt = view.merchantTimes.get(event.data.merchantId)?.createdAt ?? time;
    view.merchantTimes.set(event.data.merchantId, { createdAt, removedAt: time });
  }
  return {
    ...view,
    state: evolveAccount(view.state, event),
    version,
    position,
    createdAt: event.type === 'AccountOpened' ? time : view.createdAt,
  };
};
