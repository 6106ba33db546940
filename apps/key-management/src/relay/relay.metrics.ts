import type { Metrics } from '@latchkey/platform';
import { isHeld, type Relay } from './relay';
import type { Lag } from './watch-lag';

/** Figures of one relay process. Of several, the one that has `relay_leader` 1 knows the lag. */
export const observeRelay = (metrics: Metrics, relay: Relay, lag: Lag): void => {
  const gauge = (name: string, help: string, value: () => number): void => {
    const made = metrics.gauge({ name, help, collect: () => made.set(value()) });
  };
  const leads = () => relay.status().role === 'leader';
  gauge('relay_leader', '1: this process publishes; 0: it stands by', () => Number(leads()));
  gauge('relay_interrupted', '1: this process should publish and cannot; /readyz says why', () =>
    Number(relay.status().error !== undefined),
  );
  gauge('relay_held', '1: an event does not fit the published contract and nothing after it is published', () =>
    Number(isHeld(relay.status())),
  );
  gauge('relay_lag_events', 'Events of the log that are not published yet', () =>
    leads() ? lag.events() : Number.NaN,
  );
  gauge(
    'relay_lag_seconds',
    'How long ago all of the log was last published, since this process publishes at most',
    () => {
      const { follow, since } = relay.status();
      return leads() ? (performance.now() - (follow?.caughtUp?.monotonicMs ?? since)) / 1000 : Number.NaN;
    },
  );
};
