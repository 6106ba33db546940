import { StoreConflict } from '../errors';
import { followLog } from '../follow-log';
import type { EventStore, ExpectedVersion, NewEvent, Position } from '../event-store.port';
import { catchUp, eventsOf, idsOf, numberOf, someEvent } from './contract-helpers';
import type { ContractOptions, ContractSubject } from './contract-subject';

const WRITERS = 8;
/** Appends that a writer has under way at once. */
const LANES = 16;
/** Few enough that about every second attempt meets another writer's. */
const SHARED_STREAMS = 160;

export function concurrencyContract(subject: () => ContractSubject, options: ContractOptions): void {
  const { dense, appendsPerWriter = 2_000 } = options;
  test(`${WRITERS} concurrent writers × ${appendsPerWriter} appends with real conflicts: nothing lost, doubled or out of order, for every subscriber`, async () => {
    const { store } = subject();
    const start = await store.head();
    const writers = await Promise.all(Array.from({ length: WRITERS }, () => subject().another()));
    const abort = new AbortController();
    const followers = [
      follower(await subject().another(), start, [], abort.signal),
      follower(await subject().another(), start, [], abort.signal),
      // Its handling fails now and then, so it resumes from its checkpoint again and again.
      follower(await subject().another(), start, [], abort.signal, 50),
      follower(await subject().another(), start, ['shared-1'], abort.signal),
    ];

    const runs = await Promise.all(writers.map((writer) => write(writer, appendsPerWriter)));
    const acknowledged = runs.flatMap((run) => run.acknowledged);
    const head = await store.head();
    await Promise.all(followers.map((some) => some.reached(head)));
    abort.abort();
    await Promise.all(followers.map((some) => some.done));

    expect(runs.reduce((sum, run) => sum + run.conflicts, 0)).toBeGreaterThan(100);
    const log = eventsOf(await catchUp(store, start));
    expect(log).toHaveLength(WRITERS * appendsPerWriter);
    const positionOf = new Map(log.map(({ id, position }) => [id, position]));
    expect(positionOf.size).toBe(log.length);
    expect(acknowledged.filter(({ id, position }) => positionOf.get(id) !== position)).toEqual([]);
    log.reduce((before, { position }) => {
      if (store.compare(before, position) >= 0) throw new Error(`position ${position} does not follow ${before}`);
      return position;
    }, start);
    if (dense)
      expect(log.map(({ position }) => numberOf(position))).toEqual(log.map((_, n) => numberOf(start) + n + 1));

    const ids = idsOf(log);
    const [first, second, resuming, filtered] = followers.map(({ handled }) => handled);
    expect(first).toEqual(ids);
    expect(second).toEqual(ids);
    expect(resuming).toEqual(ids);
    expect(filtered).toEqual(idsOf(log.filter(({ stream }) => stream.startsWith('shared-1'))));
  }, 120_000);
}

async function write(store: EventStore, appends: number) {
  const acknowledged: { id: string; position: Position }[] = [];
  let conflicts = 0;
  let left = appends;

  const appendUntilStored = async (stream: string, event: NewEvent, versions: Map<string, ExpectedVersion>) => {
    for (;;) {
      try {
        const { position, version } = await store.append(stream, versions.get(stream) ?? 'no-stream', [event]);
        versions.set(stream, version);
        acknowledged.push({ id: event.id, position });
        return;
      } catch (error) {
        if (!(error instanceof StoreConflict)) throw error;
        conflicts++;
        versions.set(stream, error.current);
      }
    }
  };

  const versions = new Map<string, ExpectedVersion>();
  const lane = async (number: number) => {
    for (let step = number; left-- > 0; step += 7) {
      await appendUntilStored(`shared-${step % SHARED_STREAMS}`, someEvent({ step }), versions);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  return { acknowledged, conflicts };
}

/** Handles all or nothing of a batch, as a transaction would, with its checkpoint. */
function follower(
  store: EventStore,
  start: Position,
  streamPrefixes: string[],
  signal: AbortSignal,
  failEvery = Infinity,
) {
  const handled: string[] = [];
  const { promise: failed, reject } = Promise.withResolvers<never>();
  let checkpoint = start;
  let batches = 0;
  let waiting: (() => void) | undefined;
  const done = followLog({
    store,
    streamPrefixes,
    signal,
    backoffMs: { min: 1, max: 2 },
    checkpoint: {
      load: async () => checkpoint,
      reset: async (reason) => reject(new Error(reason)),
    },
    handle: ({ events, position }) => {
      if (++batches % failEvery === 0) throw new Error('handling failed');
      handled.push(...idsOf(events));
      checkpoint = position;
      waiting?.();
    },
  });
  const reached = (position: Position) =>
    Promise.race([
      failed,
      new Promise<void>((resolve) => {
        waiting = () => {
          if (store.compare(checkpoint, position) >= 0) resolve();
        };
        waiting();
      }),
    ]);
  return { handled, done, reached };
}
