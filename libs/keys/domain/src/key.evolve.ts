import type { KeyEvent } from './key.events';
import type { KeyState } from './key.state';

/** Total: an event that cannot follow changes nothing, and nothing follows a revocation. */
export function evolveKey(state: KeyState, event: KeyEvent): KeyState {
  switch (event.type) {
    case 'KeyCreated':
      if (state.status !== 'none') return state;
      return { status: 'active', ...event.data, createdAt: event.metadata.time, createdBy: event.metadata.actor };
    case 'KeyLabeled':
      return state.status === 'active' ? { ...state, label: event.data.label } : state;
    case 'KeyRevoked':
      if (state.status !== 'active') return state;
      return { ...state, status: 'revoked', revokedAt: event.metadata.time, revokedBy: event.metadata.actor };
  }
}
