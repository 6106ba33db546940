import { accountEventFromJson, type AccountEvent } from '@latchkey/accounts-domain';
import { publicKeyEventFromJson, type PublicKeyEvent } from '@latchkey/keys-domain';

/** An event in its public form: in a `KeyCreated` the verifier is `sha256:` and the hash of what is stored. */
export interface ReplayedEvent {
  /** From 1 on, dense in the log. */
  readonly ordinal: number;
  readonly stream: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** An event that this version does not understand. It may take a right away, so nothing after it can be answered. */
export class UnreplayableEvent extends Error {
  override readonly name = 'UnreplayableEvent';
  constructor(
    readonly ordinal: number,
    type: string,
    reason: string,
  ) {
    super(`cannot replay event ${ordinal} (${type.slice(0, 64)}): ${reason}`);
  }
}

/** Strict, as auth reads what is stored. Throws `UnreplayableEvent`, whose reason never quotes a value. */
export function readReplayed({ ordinal, stream, type, data, metadata }: ReplayedEvent): AccountEvent | PublicKeyEvent {
  const parsed = stream.startsWith('account-')
    ? accountEventFromJson(type, data, metadata)
    : publicKeyEventFromJson(type, data, metadata);
  if (!parsed.ok) throw new UnreplayableEvent(ordinal, type, parsed.reason);
  const { event } = parsed;
  const own = 'keyId' in event.data ? `apikey-${event.data.keyId}` : `account-${event.data.accountId}`;
  if (stream !== own) throw new UnreplayableEvent(ordinal, type, 'its stream is another one');
  return event;
}
