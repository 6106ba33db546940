import type { Metrics } from '@latchkey/platform';
import type { LogIndex } from './index/log-index';
import type { UseNotes } from './last-used/use-notes';
import type { LogContact } from './log/log-contact';
import type { PositionWaiters } from './log/position-waiters';
import type { Verdict } from './verdict/verdict';

export interface AuthMetrics {
  judged(verdicts: readonly Verdict[]): void;
  shed(): void;
  applied(events: number): void;
  rebuilt(): void;
  flushedUses(outcome: 'written' | 'failed'): void;
}

/** How long a call took is in `http_request_duration_seconds{route="/v1/verify"}`, as for every service. */
export function createAuthMetrics(
  metrics: Metrics,
  index: Pick<LogIndex, 'size'>,
  contact: Pick<LogContact, 'now'>,
  waiters: Pick<PositionWaiters, 'size'>,
  uses: Pick<UseNotes, 'size'>,
): AuthMetrics {
  const verdicts = metrics.counter({
    name: 'auth_verdicts_total',
    help: 'Verdicts given',
    labels: ['verdict', 'reason'],
  });
  const batch = metrics.histogram({
    name: 'auth_verify_batch_checks',
    help: 'Checks in one call',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
  });
  const shed = metrics.counter({ name: 'auth_shed_calls_total', help: 'Calls refused because too many were running' });
  const applied = metrics.counter({ name: 'auth_applied_events_total', help: 'Events of the log put into the index' });
  const rebuilt = metrics.counter({ name: 'auth_rebuilds_total', help: 'Times the log was another one than before' });

  const flushes = metrics.counter({
    name: 'auth_last_used_flushes_total',
    help: 'Attempts to store when keys were used',
    labels: ['outcome'],
  });

  const size = metrics.gauge({
    name: 'auth_index_entries',
    help: 'Keys, accounts and distinct scopes in the index',
    labels: ['kind'],
    collect: () => {
      const { keys, accounts, scopes } = index.size();
      size.labels('key').set(keys);
      size.labels('account').set(accounts);
      size.labels('scope').set(scopes);
    },
  });
  const lag = metrics.gauge({
    name: 'auth_log_lag_seconds',
    help: 'Everything older than this is in the index; +Inf until the end of the log was reached once',
    collect: () => lag.set((contact.now().ageMs ?? Infinity) / 1000),
  });

  const waiting = metrics.gauge({
    name: 'auth_waiting_calls',
    help: 'Calls that wait for a position',
    collect: () => waiting.set(waiters.size),
  });
  const pending = metrics.gauge({
    name: 'auth_last_used_pending_keys',
    help: 'Keys whose latest use is yet to be stored, without those that are being stored',
    collect: () => pending.set(uses.size),
  });

  return {
    judged(given) {
      batch.observe(given.length);
      for (const { verdict, reason } of given) verdicts.labels(verdict, reason ?? '').inc();
    },
    shed: () => shed.inc(),
    applied: (events) => applied.inc(events),
    rebuilt: () => rebuilt.inc(),
    flushedUses: (outcome) => flushes.labels(outcome).inc(),
  };
}
