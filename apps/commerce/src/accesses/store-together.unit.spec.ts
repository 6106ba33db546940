import { Problem } from '@latchkey/platform';
import { DatabaseFault } from '../database/database-fault';
import { storeTogether } from './store-together';

const refused = () => new DatabaseFault(Object.assign(new Error('no'), { code: '23514' }));
const outcome = (work: Promise<void>) =>
  work.then(
    () => 'stored',
    (error: Error) => (error instanceof Problem ? error.classifier : error.name),
  );

/** `answer`: an error for a batch, if it is to fail. */
function stage(answer: (batch: readonly string[]) => Error | null = () => null) {
  const calls: (readonly string[])[] = [];
  let running = 0;
  const append = async (batch: readonly string[]) => {
    calls.push(batch);
    running += 1;
    expect(running).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    const error = answer(batch);
    if (error) throw error;
  };
  return { store: storeTogether({ append, removeOld: async () => 0 }), calls };
}

describe('records that are stored before something leaves', () => {
  test('go together, one transaction at a time, and each is stored when its caller is told so', async () => {
    const { store, calls } = stage();
    const names = Array.from({ length: 150 }, (_, n) => `${n}`);
    expect(new Set(await Promise.all(names.map((name) => outcome(store(name)))))).toEqual(new Set(['stored']));
    expect(calls.flat()).toEqual(names);
    expect(calls.map(({ length }) => length)).toEqual([64, 64, 22]);
    expect(await outcome(store('later'))).toBe('stored');
  });

  test('fail together when the database is away, and the next are tried again', async () => {
    let away = true;
    const { store } = stage(() => (away ? new Problem('write_unconfirmed') : null));
    const all = ['a', 'b', 'c'].map((name) => outcome(store(name)));
    expect(await Promise.all(all)).toEqual(['write_unconfirmed', 'write_unconfirmed', 'write_unconfirmed']);
    away = false;
    expect(await outcome(store('d'))).toBe('stored');
  });

  test('are not harmed by one that the database refuses', async () => {
    const { store } = stage((batch) => (batch.includes('bad') ? refused() : null));
    const all = ['a', 'bad', 'c'].map((name) => outcome(store(name)));
    expect(await Promise.all(all)).toEqual(['stored', 'DatabaseFault', 'stored']);
  });
});
