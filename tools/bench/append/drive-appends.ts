import { type EventStore, eventId, type NewEvent } from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';

export interface AppendRun {
  readonly appends: number;
  readonly perSecond: number;
  readonly latencyMsP50: number;
  readonly latencyMsP99: number;
  /** Part of the time in which this process, which makes the load and runs the adapter, was busy: 0 to 1. */
  readonly clientBusy: number;
}

/** `callers` at once, each with one append of one event under way, to a new stream each time. */
export async function driveAppends(store: EventStore, callers: number, seconds: number): Promise<AppendRun> {
  const latencies: number[] = [];
  const busy = performance.eventLoopUtilization();
  const began = performance.now();
  const end = began + seconds * 1_000;
  const caller = async () => {
    while (performance.now() < end) {
      const event = keyCreated();
      const sent = performance.now();
      await store.append(`apikey-${String(event.data.keyId)}`, 'no-stream', [event]);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const elapsedSeconds = (performance.now() - began) / 1_000;
  latencies.sort((a, b) => a - b);
  const quantile = (part: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? NaN;
  return {
    appends: latencies.length,
    perSecond: latencies.length / elapsedSeconds,
    latencyMsP50: quantile(0.5),
    latencyMsP99: quantile(0.99),
    clientBusy: performance.eventLoopUtilization(busy).utilization,
  };
}

/** As large as the event of a scoped key with three merchants. */
function keyCreated(): NewEvent {
  const [keyId, accountId, commandId] = [randomUUID(), randomUUID(), randomUUID()];
  return {
    id: eventId(commandId, 0),
    type: 'KeyCreated',
    data: {
      accountId,
      keyId,
      label: 'Checkout',
      display: 'lk_test_3fK9aB…x7Qe',
      scope: { merchantIds: [randomUUID(), randomUUID(), randomUUID()], features: ['tokens.list', 'tokens.read'] },
      verifier: { value: 'A'.repeat(43), pepperVersion: 1 },
      replaces: null,
    },
    metadata: {
      schemaVersion: 1,
      actor: { type: 'operator', id: 'bench' },
      correlationId: commandId,
      causationId: commandId,
      time: new Date().toISOString(),
    },
  };
}
