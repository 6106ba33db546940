import type { Lag, Outcome } from '@latchkey/event-consumer';
import type { Metrics } from '@latchkey/platform';

/** What an alarm is set on: `event_consumer_stopped`, dead letters, lag. */
export function consumerMetrics(metrics: Metrics) {
  const records = metrics.counter({
    name: 'event_consumer_records_total',
    help: 'Records that are done with, by what became of them',
    labels: ['topic', 'outcome'],
  });
  const failures = metrics.counter({
    name: 'event_consumer_failures_total',
    help: 'Attempts that failed and are repeated',
  });
  const lag = metrics.gauge({
    name: 'event_consumer_lag_records',
    help: 'Records still to come when a batch was done with',
    labels: ['topic', 'partition'],
  });
  const stopped = metrics.gauge({
    name: 'event_consumer_stopped',
    help: '1 when the consumer has stopped by itself: an event is missing or cannot be read, or there is no such topic',
  });
  stopped.set(0);
  return {
    record: (outcome: Outcome, topic: string) => records.inc({ topic, outcome }),
    failure: () => failures.inc(),
    lag: ({ topic, partition, records: left }: Lag) => lag.set({ topic, partition }, left),
    stopped: () => stopped.set(1),
  };
}
