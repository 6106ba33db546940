import { createLease, Fenced } from '@latchkey/leadership';
import { leaseTable, sealerTerm } from './sealer-term';
import { createSealedDatabase, SCHEMA, type SealedDatabase } from './testing/sealed-database';
import { until } from './testing/until';

let database: SealedDatabase;
beforeAll(async () => void (database = await createSealedDatabase()));
afterAll(() => database.dispose());

const take = (leaseMs: number) => createLease(database.pool, leaseTable(SCHEMA)).acquire(leaseMs);
const termOf = (fence: number | undefined) => {
  const abort = new AbortController();
  const term = sealerTerm(database.pool, SCHEMA, fence ?? 0, { signal: abort.signal, end: () => abort.abort() });
  return { term, ended: () => abort.signal.aborted };
};

test('who was overtaken without noticing changes nothing any more, and its term is over', async () => {
  const { term, ended } = termOf(await take(0));
  await until(async () => (await take(0)) !== undefined);
  let worked = false;
  await expect(term.transaction(async () => void (worked = true))).rejects.toThrow(Fenced);
  expect([worked, ended()]).toEqual([false, true]);
});

test('nobody takes over in the middle of a transaction, however late it is', async () => {
  let fence: number | undefined;
  await until(async () => (fence = await take(1)) !== undefined);
  const { term } = termOf(fence);
  const order: string[] = [];
  const { promise: goOn, resolve } = Promise.withResolvers<void>();
  const working = term.transaction(async () => {
    await goOn;
    order.push('worked');
  });
  await until(async () => (await locksHeld()) > 0);
  const taking = take(60_000).then(() => order.push('taken over'));
  await until(async () => (await locksWaited('UPDATE')) > 0);
  resolve();
  await Promise.all([working, taking]);
  expect(order).toEqual(['worked', 'taken over']);
});

const locksWaited = async (statement: string): Promise<number> => {
  const text = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%'`;
  return (await database.pool.query(text, [statement])).rowCount ?? 0;
};
const locksHeld = async (): Promise<number> => {
  const text = `SELECT FROM pg_locks WHERE relation = '${leaseTable(SCHEMA)}'::regclass AND mode = 'RowShareLock'`;
  return (await database.pool.query(text)).rowCount ?? 0;
};
