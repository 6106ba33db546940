import fc from 'fast-check';
import { canonicalJson } from '../canonical-json';
import { IdMismatch, InvalidAppend, StoreConflict } from '../errors';
import type { EventStore, ExpectedVersion, JsonObject, NewEvent } from '../event-store.port';
import { MAX_DATA_BYTES } from '../prepared-append';
import { idsOf, readAll, rejection, someEvent, someStream } from './contract-helpers';
import type { ContractOptions } from './contract-subject';

export function appendContract(subject: () => EventStore, { idsKnownIn }: ContractOptions): void {
  describe('append', () => {
    test('answers position and version of its last event; versions count from 0', async () => {
      const stream = someStream();
      const first = await subject().append(stream, 'no-stream', [someEvent(), someEvent()]);
      const second = await subject().append(stream, 1, [someEvent()]);
      const stored = await readAll(subject(), stream);
      expect(stored.map(({ version }) => version)).toEqual([0, 1, 2]);
      expect(first).toEqual({ version: 1, position: stored[1]?.position });
      expect(second).toEqual({ version: 2, position: stored[2]?.position });
    });

    test.each<[string, number, ExpectedVersion, ExpectedVersion]>([
      ['a stream that is not there', 0, 0, 'no-stream'],
      ['a stream that was not to be there', 1, 'no-stream', 0],
      ['a version behind', 3, 1, 2],
      ['a version ahead', 3, 3, 2],
    ])(
      '%s: conflict with the current version, nothing of the append is stored',
      async (_, length, expected, current) => {
        const stream = someStream();
        const before = Array.from({ length }, () => someEvent());
        if (length > 0) await subject().append(stream, 'no-stream', before);
        const error = await rejection(subject().append(stream, expected, [someEvent(), someEvent()]));
        expect(error).toBeInstanceOf(StoreConflict);
        expect(error).toMatchObject({ stream, expected, current });
        expect(idsOf(await readAll(subject(), stream))).toEqual(idsOf(before));
      },
    );

    test('repeated, it answers the first result and stores nothing more, also when the stream has moved on', async () => {
      const stream = someStream();
      const events = [someEvent({ n: 1 }), someEvent({ n: 2 })];
      const first = await subject().append(stream, 'no-stream', events);
      expect(await subject().append(stream, 'no-stream', events)).toEqual(first);
      await subject().append(stream, 1, [someEvent()]);
      expect(await subject().append(stream, 'no-stream', events)).toEqual(first);
      expect(await readAll(subject(), stream)).toHaveLength(3);
    });

    test('repeated many times at once, it is stored once and every caller gets the same result', async () => {
      const stream = someStream();
      const events = [someEvent()];
      const results = await Promise.all(
        Array.from({ length: 20 }, () => subject().append(stream, 'no-stream', events)),
      );
      expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
      expect(idsOf(await readAll(subject(), stream))).toEqual(idsOf(events));
    });

    describe('an id that is known for another event is never success', () => {
      const known = (): [NewEvent, NewEvent] => [someEvent({ n: 1 }), someEvent({ n: 2 })];
      const stored = async (events: readonly NewEvent[]) => {
        const stream = someStream();
        await subject().append(stream, 'no-stream', events);
        return stream;
      };

      test.each<[string, (first: NewEvent, second: NewEvent) => NewEvent[]]>([
        ['other data', (first, second) => [{ ...first, data: { n: 7 } }, second]],
        ['other metadata', (first, second) => [first, { ...second, metadata: { n: 7 } }]],
        ['another type', (first, second) => [first, { ...second, type: 'Other' }]],
        ['another order', (first, second) => [second, first]],
        ['one event more', (first, second) => [first, second, someEvent()]],
        ['one event before it', (first) => [someEvent(), first]],
      ])('%s', async (_, change) => {
        const events = known();
        const stream = await stored(events);
        expect(await rejection(subject().append(stream, 'no-stream', change(...events)))).toBeInstanceOf(IdMismatch);
        expect(await rejection(subject().append(stream, 1, change(...events)))).toBeInstanceOf(IdMismatch);
        expect(idsOf(await readAll(subject(), stream))).toEqual(idsOf(events));
      });

      if (idsKnownIn === 'log') {
        test('another stream', async () => {
          const [event] = known();
          await stored([event]);
          const error = await rejection(subject().append(someStream(), 'no-stream', [event]));
          expect(error).toBeInstanceOf(IdMismatch);
          expect(error).toMatchObject({ eventId: event.id });
        });

        test('two streams at once: one of them has it, the other is a mismatch, in whatever order', async () => {
          const twice = someEvent();
          const results = await Promise.allSettled([
            subject().append(someStream(), 'no-stream', [twice]),
            subject().append(someStream(), 'no-stream', [twice]),
          ]);
          expect(results.map(verdictOf).sort()).toEqual(['IdMismatch', 'stored']);
        });
      }
    });

    test('of many in one turn each gets its own verdict: a bad one harms no other', async () => {
      const [taken, other] = [someStream(), someStream()];
      await subject().append(taken, 'no-stream', [someEvent()]);
      const event = someEvent({ n: 1 });
      await subject().append(other, 'no-stream', [event]);
      const fine = Array.from({ length: 20 }, () => someStream());
      const results = await Promise.allSettled([
        subject().append(taken, 'no-stream', [someEvent()]),
        ...fine.slice(0, 10).map((stream) => subject().append(stream, 'no-stream', [someEvent()])),
        subject().append(other, 'no-stream', [{ ...event, data: { n: 2 } }]),
        subject().append(other, 'no-stream', [{ ...someEvent(), id: 'no uuid' }]),
        ...fine.slice(10).map((stream) => subject().append(stream, 'no-stream', [someEvent()])),
      ]);
      expect(results.map(verdictOf)).toEqual([
        'StoreConflict',
        ...Array<string>(10).fill('stored'),
        'IdMismatch',
        'InvalidAppend',
        ...Array<string>(10).fill('stored'),
      ]);
    });

    test('of many to one stream and version in one turn exactly one is stored', async () => {
      const stream = someStream();
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, () => subject().append(stream, 'no-stream', [someEvent()])),
      );
      const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      expect(refused).toHaveLength(9);
      expect(refused.every((error) => error instanceof StoreConflict)).toBe(true);
      expect(await readAll(subject(), stream)).toHaveLength(1);
    });

    test('an empty or oversized append is refused', async () => {
      const huge = someEvent({ text: 'x'.repeat(MAX_DATA_BYTES) });
      expect(await rejection(subject().append(someStream(), 'no-stream', []))).toBeInstanceOf(InvalidAppend);
      expect(await rejection(subject().append(someStream(), 'no-stream', [huge]))).toBeInstanceOf(InvalidAppend);
    });

    test('what was appended is read back as the same value and as its canonical bytes, whatever is in it', async () => {
      const value = fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 });
      const object = fc.dictionary(fc.string({ unit: 'binary', maxLength: 5 }), value, { maxKeys: 3 });
      await fc.assert(
        fc.asyncProperty(object, object, async (someData, someMetadata) => {
          const [data, metadata] = [someData, someMetadata].map(withoutNegativeZero) as [JsonObject, JsonObject];
          const stream = someStream();
          await subject().append(stream, 'no-stream', [someEvent(data, { metadata })]);
          const [stored] = await readAll(subject(), stream);
          expect(stored).toMatchObject({ data, metadata });
          expect(Buffer.from(stored?.dataBytes ?? [])).toEqual(Buffer.from(canonicalJson(data)));
          expect(Buffer.from(stored?.metadataBytes ?? [])).toEqual(Buffer.from(canonicalJson(metadata)));
        }),
        { numRuns: 50 },
      );
    });
  });
}

function verdictOf(result: PromiseSettledResult<unknown>): string {
  return result.status === 'fulfilled' ? 'stored' : (result.reason as Error).name;
}

/** JSON has no negative zero, and `toEqual` tells the two apart. A round trip also gives every object a plain prototype. */
function withoutNegativeZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
