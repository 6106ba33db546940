import { createLogger, type Logger } from '@latchkey/platform';
import { createLastUsedDouble, type LastUsedDouble } from '../testing/last-used.double';
import { eventually } from '../testing/running-auth.fixture';
import { createUseNotes, type UseNotes } from './use-notes';
import { MAX_BATCH, writeUses } from './write-uses';

const keys = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({ verdict: 'allow', keyId: `key-${from + at}` }) as const);

let notes: UseNotes;
let store: LastUsedDouble;
let logged: string;
let outcomes: string[];
let stop: () => Promise<void>;
let nowMs: number;

beforeEach(() => {
  nowMs = 1_000_000;
  notes = createUseNotes(() => nowMs);
  store = createLastUsedDouble();
  logged = '';
  outcomes = [];
  const logger: Logger = createLogger({
    name: 'auth',
    level: 'info',
    destination: { write: (line) => (logged += line) },
  });
  const stopping = new AbortController();
  const onFlush = (outcome: string) => void outcomes.push(outcome);
  const written = writeUses({ notes, store, logger, onFlush, everyMs: 1 }, stopping.signal);
  stop = () => {
    stopping.abort();
    return written;
  };
});
afterEach(() => stop());

const storedKeys = async () => new Set(store.written.flatMap((uses) => [...uses.keys()])).size;

describe('what was noted', () => {
  test('is stored in batches of a bounded size', async () => {
    notes.note(keys(2 * MAX_BATCH + 1));
    await eventually(storedKeys, (stored) => stored === 2 * MAX_BATCH + 1);
    expect(store.written.map(({ size }) => size)).toEqual([MAX_BATCH, MAX_BATCH, 1]);
    expect(logged).toBe('');
  });

  test('stays noted while it cannot be stored, newer uses above older ones; an outage is one line, and its end another', async () => {
    store.behave(() => Promise.reject(new Error('away')));
    notes.note(keys(3));
    await eventually(
      async () => outcomes.length,
      (failed) => failed >= 3,
    );
    nowMs += 5_000;
    notes.note(keys(1));
    store.behave(async () => undefined);
    await eventually(storedKeys, (stored) => stored === 3);
    const last = new Map(store.written.flatMap((uses) => [...uses]));
    expect(last).toEqual(
      new Map([
        ['key-0', 1_005],
        ['key-1', 1_000],
        ['key-2', 1_000],
      ]),
    );
    expect(notes.size).toBe(0);
    const lines = logged.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('cannot store when keys were used');
    expect(lines[1]).toContain('it is stored again when keys were used');
  });

  test('of a batch that fails among others is stored with the next', async () => {
    let calls = 0;
    store.behave(async () => {
      calls += 1;
      if (calls === 2) throw new Error('away');
    });
    notes.note(keys(3 * MAX_BATCH));
    await eventually(storedKeys, (stored) => stored === 3 * MAX_BATCH);
    expect(outcomes.filter((outcome) => outcome === 'failed')).toHaveLength(1);
  });

  test('at the end is stored before it ends', async () => {
    const { promise: hangs, resolve: answer } = Promise.withResolvers<void>();
    store.behave(() => hangs);
    notes.note(keys(1));
    await eventually(
      async () => notes.size,
      (size) => size === 0,
    );
    notes.note(keys(1, 1));
    const stopped = stop();
    answer();
    await stopped;
    expect(await storedKeys()).toBe(2);
  });

  test('and cannot be stored at the end is given up, in words', async () => {
    store.behave(() => Promise.reject(new Error('away')));
    notes.note(keys(2));
    await stop();
    expect(logged).toMatch(/"keys":2,.*the latest uses of these keys are lost/);
  });
});
