import type { Position } from '@latchkey/event-store';
import { Fenced } from '@latchkey/leadership';
import type { RelayStore } from '../relay.store';

/** The row in memory. `takeOver` is what another relay does; `expire`: nobody has renewed in time. */
export const relayStoreDouble = (position?: Position) => {
  const row = { fence: 0, held: false, position };
  const unlessFenced = (fence: number): void => {
    if (fence !== row.fence) throw new Fenced();
  };
  const store: RelayStore = {
    async acquire() {
      if (row.held) return undefined;
      row.held = true;
      return ++row.fence;
    },
    renew: async (fence) => unlessFenced(fence),
    async release(fence) {
      if (fence === row.fence) row.held = false;
    },
    async load(fence) {
      unlessFenced(fence);
      return row.position;
    },
    async save(fence, from, to) {
      unlessFenced(fence);
      if (row.position !== from) throw new Fenced();
      row.position = to;
    },
  };
  return { store, row, takeOver: () => void row.fence++ };
};
