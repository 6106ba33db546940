import fc from 'fast-check';
import { readSpool, spoolLine } from './spool-line';

const written = (...records: string[]) => Buffer.from(records.map(spoolLine).join(''));

describe('lines of a spool', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.json({ stringUnit: 'binary' })), (records) => {
        const lines = records.map((record) => JSON.stringify(JSON.parse(record)));
        expect(readSpool(written(...lines))).toEqual({ records: lines, damaged: [] });
      }),
    );
  });

  test('a last one that was torn anywhere is damaged, and those before it are whole', () => {
    const whole = written('{"n":1}', '{"n":2}');
    const last = spoolLine('{"n":2}').length;
    for (let torn = 1; torn < last; torn += 1) {
      const { records, damaged } = readSpool(whole.subarray(0, whole.length - torn));
      expect([records, damaged.length]).toEqual([['{"n":1}'], 1]);
    }
  });

  test('one with any byte changed is damaged, and harms none but itself and, where it was a newline, its neighbour', () => {
    const whole = written('{"n":1}', '{"n":2}', '{"n":3}');
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const { records, damaged } = readSpool(changed);
      expect(damaged.length).toBeGreaterThan(0);
      expect(records.length).toBeGreaterThanOrEqual(1);
      for (const record of records) expect(['{"n":1}', '{"n":2}', '{"n":3}']).toContain(record);
    }
  });
});
