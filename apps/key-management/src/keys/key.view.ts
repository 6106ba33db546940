import type { Position, RecordedEvent } from '@latchkey/event-store';
import { evolveKey, initialKey, type KeyEvent, keyEventFromJson, type KeyState } from '@latchkey/keys-domain';
import type { StreamEnd } from '../event-sourcing/commit';

/** What a key's stream says. */
export interface KeyView extends StreamEnd {
  readonly state: KeyState;
  /** Where it was created and revoked; undefined if it was not. */
  readonly createdPosition: Position | undefined;
  readonly revokedPosition: Position | undefined;
}

export const emptyKeyView: KeyView = {
  state: initialKey,
  version: -1,
  position: undefined,
  createdPosition: undefined,
  revokedPosition: undefined,
};

/** Throws for an event that is none of ours: the stream was written by something else. */
export const parseKeyEvent = ({ type, data, metadata, version, stream }: RecordedEvent): KeyEvent => {
  const parsed = keyEventFromJson(type, data, metadata);
  if (!parsed.ok) throw new Error(`event ${version} of ${stream}: ${parsed.reason}`);
  return parsed.event;
};

export const applyKeyEvent = (view: KeyView, recorded: RecordedEvent): KeyView => {
  const event = parseKeyEvent(recorded);
  const state = evolveKey(view.state, event);
  const { position } = recorded;
  const moved = state !== view.state;
  return {
    state,
    version: recorded.version,
    position,
    createdPosition: moved && event.type === 'KeyCreated' ? position : view.createdPosition,
    revokedPosition: moved && event.type === 'KeyRevoked' ? position : view.revokedPosition,
  };
};
