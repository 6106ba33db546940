import fc from 'fast-check';
import type { Delivery, EventStore, Position } from '../event-store.port';
import { catchUp, eventsOf, idsOf, someEvent, someStream } from './contract-helpers';

export function subscribeContract(subject: () => EventStore): void {
  describe('subscribe', () => {
    test('delivers everything after a position in order, then says that it has caught up', async () => {
      const start = await subject().head();
      const events = Array.from({ length: 5 }, () => someEvent());
      for (const event of events) await subject().append(someStream(), 'no-stream', [event]);
      const deliveries = await catchUp(subject(), start);
      expect(idsOf(eventsOf(deliveries))).toEqual(idsOf(events));
      expect(deliveries.at(-1)).toEqual({ kind: 'caught-up', position: await subject().head() });
      const resumed = await catchUp(subject(), eventsOf(deliveries)[2]?.position);
      expect(idsOf(eventsOf(resumed))).toEqual(idsOf(events.slice(3)));
    });

    test('delivers a log of many pages whole and in order, from the beginning', async () => {
      const stream = someStream();
      for (let count = 0; count < 1_300; count += 100) {
        const events = Array.from({ length: 100 }, () => someEvent());
        await subject().append(stream, count === 0 ? 'no-stream' : count - 1, events);
      }
      const deliveries = await catchUp(subject());
      const ours = eventsOf(deliveries).filter((event) => event.stream === stream);
      expect(ours.map(({ version }) => version)).toEqual(Array.from({ length: 1_300 }, (_, index) => index));
      expectOrdered(subject(), deliveries);
      expect(deliveries.some(({ kind }) => kind === 'progress')).toBe(true);
    });

    test('leaves out other streams, and its checkpoint moves past what was left out', async () => {
      const start = await subject().head();
      const wanted = [someEvent(), someEvent()];
      await subject().append(someStream('kept-'), 'no-stream', wanted.slice(0, 1));
      await subject().append(someStream('also-'), 'no-stream', wanted.slice(1));
      const noise = someStream('noise-kept-');
      for (let count = 0; count < 600; count += 100) {
        const events = Array.from({ length: 100 }, () => someEvent());
        await subject().append(noise, count === 0 ? 'no-stream' : count - 1, events);
      }
      const deliveries = await catchUp(subject(), start, ['kept-', 'also-']);
      expect(idsOf(eventsOf(deliveries))).toEqual(idsOf(wanted));
      expect(deliveries.at(-1)).toEqual({ kind: 'caught-up', position: await subject().head() });
    });

    test('a prefix is taken literally, without wildcards', async () => {
      const start = await subject().head();
      await subject().append(someStream('a.b-'), 'no-stream', [someEvent()]);
      for (const prefix of ['a%', 'a_b', 'a.b-%', 'A.B', '.*']) {
        expect(eventsOf(await catchUp(subject(), start, [prefix]))).toEqual([]);
      }
      expect(eventsOf(await catchUp(subject(), start, ['a.']))).toHaveLength(1);
    });

    test('having caught up it delivers what comes later, and says again and again that it has caught up', async () => {
      const abort = new AbortController();
      const deliveries = subject()
        .subscribe({ streamPrefixes: [], after: await subject().head() }, abort.signal)
        [Symbol.asyncIterator]();
      const kinds: string[] = [];
      for (let round = 0; round < 3; round++) {
        expect(await deliveries.next()).toMatchObject({ value: { kind: 'caught-up' } });
        const { position } = await subject().append(someStream(), 'no-stream', [someEvent()]);
        const { value: delivery } = await deliveries.next();
        kinds.push(delivery.kind);
        expect(delivery.event.position).toBe(position);
      }
      expect(kinds).toEqual(['event', 'event', 'event']);
      expect(await deliveries.next()).toMatchObject({ value: { kind: 'caught-up' } });
      expect(await deliveries.next()).toMatchObject({ value: { kind: 'caught-up' } });
      abort.abort();
      expect(await deliveries.next()).toEqual({ done: true, value: undefined });
    });

    test('ends when its signal aborts while it waits, and never begins when it was aborted before', async () => {
      const abort = new AbortController();
      const options = { streamPrefixes: [], after: await subject().head() };
      const waiting = (async () => {
        for await (const { kind } of subject().subscribe(options, abort.signal))
          if (kind === 'caught-up') abort.abort();
      })();
      await expect(waiting).resolves.toBeUndefined();
      expect(await Array.fromAsync(subject().subscribe({ streamPrefixes: [] }, AbortSignal.abort()))).toEqual([]);
    });

    test('whatever is appended between its pulls, no checkpoint is ahead of an event that was not handed over', async () => {
      const schedule = fc.array(fc.oneof(fc.constant('pull' as const), fc.integer({ min: 1, max: 4 })), {
        maxLength: 30,
      });
      await fc.assert(
        fc.asyncProperty(schedule, async (steps) => {
          const after = await subject().head();
          const appended: string[] = [];
          const abort = new AbortController();
          const deliveries = subject().subscribe({ streamPrefixes: [], after }, abort.signal)[Symbol.asyncIterator]();
          const seen: Delivery[] = [];
          for (const step of steps) {
            if (step === 'pull') seen.push((await deliveries.next()).value);
            else {
              const events = Array.from({ length: step }, () => someEvent());
              await subject().append(someStream(), 'no-stream', events);
              appended.push(...idsOf(events));
            }
          }
          // A look that had begun before the last append may end with a `caught-up` that does not know of it.
          while (eventsOf(seen).length < appended.length || seen.at(-1)?.kind !== 'caught-up') {
            seen.push((await deliveries.next()).value);
          }
          abort.abort();
          expect(idsOf(eventsOf(seen))).toEqual(appended);
          expectOrdered(subject(), seen, after);
          expect(seen.at(-1)).toEqual({ kind: 'caught-up', position: await subject().head() });
        }),
        { numRuns: 15 },
      );
    });
  });
}

/** Positions strictly increase from event to event, and a boundary lies at or after all events before it and before all after it. */
export function expectOrdered(store: EventStore, deliveries: readonly Delivery[], after?: Position): void {
  let lastEvent = after;
  let lastBoundary = after;
  for (const delivery of deliveries) {
    const position = delivery.kind === 'event' ? delivery.event.position : delivery.position;
    const floor = delivery.kind === 'event' ? 1 : 0;
    for (const earlier of [lastEvent, lastBoundary]) {
      if (earlier !== undefined) expect(store.compare(position, earlier)).toBeGreaterThanOrEqual(floor);
    }
    if (delivery.kind === 'event') lastEvent = position;
    else lastBoundary = position;
  }
}
