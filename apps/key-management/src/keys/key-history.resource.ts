import type { Actor } from '@latchkey/accounts-domain';
import type { RecordedEvent } from '@latchkey/event-store';
import type { KeyEvent } from '@latchkey/keys-domain';
import { parseKeyEvent } from './key.view';
import { type ScopeResource, scopeResource } from './key.resource';

/** One event of a key as callers see it. The verifier is left out. */
export interface KeyHistoryResource {
  readonly id: string;
  readonly type: KeyEvent['type'];
  readonly version: number;
  readonly position: string;
  readonly time: string;
  readonly actor: Actor;
  readonly request_id: string;
  readonly data: KeyHistoryData;
}

type KeyHistoryData =
  | {
      readonly label: string;
      readonly display: string;
      readonly scope: ScopeResource | null;
      readonly replaces: string | null;
    }
  | { readonly label: string }
  | Record<string, never>;

export const keyHistoryResource = (recorded: RecordedEvent): KeyHistoryResource => {
  const event = parseKeyEvent(recorded);
  const { time, actor, correlationId } = event.metadata;
  return {
    id: recorded.id,
    type: event.type,
    version: recorded.version,
    position: recorded.position,
    time,
    actor: { type: actor.type, id: actor.id },
    request_id: correlationId,
    data: dataOf(event),
  };
};

const dataOf = (event: KeyEvent): KeyHistoryData => {
  switch (event.type) {
    case 'KeyCreated': {
      const { label, display, scope, replaces } = event.data;
      return { label, display, scope: scopeResource(scope), replaces };
    }
    case 'KeyLabeled':
      return { label: event.data.label };
    case 'KeyRevoked':
      return {};
  }
};
