import { createTileReader } from '@latchkey/sealer';
import { inclusionProof, leafHash, rowLine, verifyInclusion } from '@latchkey/seals';
import { setSealingStage, type SealingStage } from '../sealing/testing/sealing-stage';
import { until } from '../testing/until';

let stage: SealingStage;
beforeEach(async () => void (stage = await setSealingStage()));
afterEach(() => stage.dispose());

type Line = { readonly ordinal: number; readonly request_id: string };

/** One row each, so many days ago. */
const add = async (...daysAgo: number[]): Promise<void> => {
  for (const days of daysAgo) {
    await stage.owner(`INSERT INTO key_management.user_actions (time, action, request_id)
      VALUES (now() - interval '${days} days', 'signed_in', '${days} days')`);
  }
};
const lines = async (): Promise<Line[]> =>
  (await stage.owner<{ line: Line }>('SELECT line FROM key_management.user_action_lines ORDER BY ordinal')).map(
    ({ line }) => line,
  );
const latest = async () => (await stage.seals()).filter(({ log }) => log === 'user-actions').at(-1);
const remove = (days: number, limit = 1_000) =>
  stage.pool.query(`SELECT key_management.remove_old_user_actions(${days}, ${limit}) AS removed`);

test('what was done is sealed, and what comes after rows that were removed still verifies', async () => {
  await add(400, 300, 200, 20, 10);
  const { stop } = stage.start();
  await until(async () => (await latest())?.size === 5);
  await stop();
  const before = await lines();
  stage.start(undefined, { retentionDays: 100 });
  await until(async () => (await lines()).length === 2);
  await add(5);
  await until(async () => (await latest())?.size === 6);
  const seal = await latest();
  const place = { schema: 'key_management', log: 'user-actions', logId: seal?.log_id ?? '' } as const;
  const read = createTileReader(stage.pool, place);
  const root = Buffer.from(seal?.root ?? '', 'hex');
  const left = await lines();
  expect(left.map(({ ordinal }) => ordinal)).toEqual([4, 5, 6]);
  // Who kept a copy of what is gone can still show that it was there.
  for (const line of [...before, ...left]) {
    const proof = await inclusionProof(read, line.ordinal, 6);
    const leaf = leafHash(rowLine({ ...line }));
    expect(verifyInclusion({ leaf, ordinal: line.ordinal, size: 6, root, proof })).toBe(true);
  }
});

test('a row goes only with all before it, and only when it is sealed', async () => {
  await add(400, 10, 400);
  expect((await remove(30)).rows).toEqual([{ removed: '0' }]);
  const { stop } = stage.start();
  await until(async () => (await latest())?.size === 3);
  await stop();
  await add(400);
  expect((await remove(30)).rows).toEqual([{ removed: '1' }]);
  expect((await remove(30)).rows).toEqual([{ removed: '0' }]);
  expect((await lines()).map(({ ordinal }) => ordinal)).toEqual([2, 3, 4]);
});

test('nothing younger than 30 days goes, whoever asks, and nothing in another way', async () => {
  await add(400, 10);
  const { stop } = stage.start();
  await until(async () => (await latest())?.size === 2);
  await stop();
  await expect(remove(29)).rejects.toMatchObject({ code: '22023' });
  await expect(stage.pool.query('DELETE FROM key_management.user_actions')).rejects.toMatchObject({ code: '42501' });
  const young = `SET key_management.retention = 'on'; DELETE FROM key_management.user_actions WHERE request_id = '10 days'`;
  await expect(stage.owner(young)).rejects.toMatchObject({ code: '55000' });
  for (const table of ['user_actions', 'user_action_ordinals']) {
    await expect(stage.owner(`DELETE FROM key_management.${table}`)).rejects.toMatchObject({ code: '55000' });
    await expect(stage.owner(`TRUNCATE key_management.${table}`)).rejects.toMatchObject({ code: '55000' });
  }
  expect(await lines()).toHaveLength(2);
});

test('ordinals go on where they were when every row is gone', async () => {
  await add(400, 300);
  const { stop } = stage.start();
  await until(async () => (await latest())?.size === 2);
  await stop();
  expect((await remove(30)).rows).toEqual([{ removed: '2' }]);
  await add(1);
  expect((await lines()).map(({ ordinal }) => ordinal)).toEqual([3]);
});
