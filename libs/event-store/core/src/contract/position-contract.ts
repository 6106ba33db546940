import { UnknownPosition } from '../errors';
import type { Position } from '../event-store.port';
import type { ContractOptions, ContractSubject } from './contract-subject';
import { catchUp, eventsOf, numberOf, rejection, someEvent, someStream } from './contract-helpers';

export function positionContract(subject: () => ContractSubject, { dense }: ContractOptions): void {
  describe('positions', () => {
    test('strictly increase in the order of the appends, across streams', async () => {
      const { store } = subject();
      const start = await store.head();
      const positions = [start];
      for (let index = 0; index < 10; index++) {
        positions.push((await store.append(someStream(), 'no-stream', [someEvent()])).position);
      }
      for (const [index, position] of positions.entries()) {
        const next = positions[index + 1];
        if (next) expect(store.compare(position, next)).toBeLessThan(0);
      }
      expect(store.compare(start, start)).toBe(0);
      if (dense) expect(positions.map(numberOf)).toEqual(positions.map((_, index) => numberOf(start) + index));
    });

    test('head is the last one; of an empty log it is before the first', async () => {
      const empty = await subject().otherLog();
      const before = await empty.head();
      const { position } = await empty.append(someStream(), 'no-stream', [someEvent()]);
      expect(empty.compare(before, position)).toBeLessThan(0);
      expect(await empty.head()).toBe(position);
      expect(eventsOf(await catchUp(empty, before)).map((event) => event.position)).toEqual([position]);
    });

    test('one of another log, malformed, or beyond the head is refused, and nothing is delivered', async () => {
      const { store } = subject();
      const other = await subject().otherLog();
      const head = await store.head();
      await other.append(someStream(), 'no-stream', [someEvent()]);
      const foreign = await other.head();
      // Sixteen digits, still an exact number, and more events than any log has.
      const beyond = `${head.split(':')[0]}:8${'0'.repeat(15)}` as Position;
      const malformed = ['rubbish', ''] as Position[];
      for (const after of [foreign, ...malformed, ...(dense ? [beyond] : [])]) {
        expect(await rejection(catchUp(store, after))).toBeInstanceOf(UnknownPosition);
      }
      expect(() => store.compare(head, foreign)).toThrow(UnknownPosition);
      expect(() => store.compare(foreign, foreign)).toThrow(UnknownPosition);
      expect(() => store.compare('rubbish' as Position, head)).toThrow(UnknownPosition);
    });
  });
}
