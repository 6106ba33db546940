import type { EventStore } from '../event-store.port';
import { idsOf, readAll, someEvent, someStream } from './contract-helpers';

export function readContract(subject: () => EventStore): void {
  describe('read', () => {
    test('gives the events of one stream in order, with all their members', async () => {
      const stream = someStream();
      const event = someEvent({ b: 1, a: [] }, { type: 'KeyCreated', metadata: { time: 'now' } });
      const { position } = await subject().append(stream, 'no-stream', [event]);
      await subject().append(someStream(), 'no-stream', [someEvent()]);
      expect(await readAll(subject(), stream)).toEqual([
        { ...event, stream, version: 0, position, dataBytes: expect.anything(), metadataBytes: expect.anything() },
      ]);
    });

    test('gives a stream of several pages whole, and any part from a version on', async () => {
      const stream = someStream();
      const ids: string[] = [];
      for (let count = 0; count < 1_100; count += 100) {
        const events = Array.from({ length: 100 }, (_, index) => someEvent({ n: count + index }));
        await subject().append(stream, count === 0 ? 'no-stream' : count - 1, events);
        ids.push(...idsOf(events));
      }
      for (const from of [0, 1, 499, 500, 501, 1_099, 1_100, 5_000]) {
        expect(idsOf(await readAll(subject(), stream, from))).toEqual(ids.slice(from));
      }
    });

    test.each([
      ['was never written', someStream()],
      ['has no name', ''],
      ['has NUL in its name', 'with\0nul'],
      ['has half a character in its name', '\ud800'],
      ['has a name that is too long', 'x'.repeat(5_000)],
    ])('a stream that %s is empty', async (_, stream) => {
      expect(await readAll(subject(), stream)).toEqual([]);
    });

    test('many in one turn each get their own stream from their own version', async () => {
      const streams = Array.from({ length: 30 }, () => someStream());
      const events = streams.map(() => [someEvent(), someEvent(), someEvent()]);
      await Promise.all(streams.map((stream, index) => subject().append(stream, 'no-stream', events[index] ?? [])));
      const read = await Promise.all(streams.map((stream, index) => readAll(subject(), stream, index % 4)));
      expect(read.map(idsOf)).toEqual(events.map((some, index) => idsOf(some).slice(index % 4)));
    });

    test('sees what was acknowledged before it was asked', async () => {
      for (let round = 0; round < 20; round++) {
        const stream = someStream();
        await subject().append(stream, 'no-stream', [someEvent()]);
        expect(await readAll(subject(), stream)).toHaveLength(1);
      }
    });
  });
}
