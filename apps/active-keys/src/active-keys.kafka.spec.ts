import { keyId, lifeOfKey } from './testing/key-life';
import { metric, setActiveKeysStage, until } from './testing/active-keys-stage';

let stage: Awaited<ReturnType<typeof setActiveKeysStage>>;
beforeEach(async () => (stage = await setActiveKeysStage()));
afterEach(() => stage.close());

const ready = async (adminUrl: string) => {
  const answer = await fetch(`${adminUrl}/readyz`);
  return { status: answer.status, text: await answer.text() };
};

test('the table has each active key with its last label, and no revoked one', async () => {
  const service = await stage.start();
  await stage.publish([...lifeOfKey(1, 2, false), ...lifeOfKey(2, 1, true), ...lifeOfKey(3, 0, false)]);
  await until(async () => (await stage.progress()).size === 3 && (await stage.table()).size === 2);
  expect(await stage.table()).toEqual(
    new Map([
      [keyId(1), 'Label 2'],
      [keyId(3), 'Label 0'],
    ]),
  );
  expect((await ready(service.adminUrl)).status).toBe(200);
  expect(await metric(service, 'event_consumer_stopped')).toBe(0);
  expect(await service.kill('SIGTERM')).toEqual({ code: 0, signal: null });
});

test('a service that is killed again and again, two at a time, ends with the table that the events make', async () => {
  const keys = 60;
  const lives = Array.from({ length: keys }, (_, n) => lifeOfKey(n, 10, n % 3 === 0));
  const inTurns = Array.from({ length: 12 }, (_, version) => lives.flatMap((life) => life.slice(version, version + 1)));
  const last = new Map(lives.map((life, n) => [keyId(n), life.length - 1]));
  const doneWith = async () => [...(await stage.progress()).values()].reduce((sum, version) => sum + version + 1, 0);

  let victims = [await stage.start(), await stage.start()];
  for (const [at, round] of inTurns.entries()) {
    await stage.publish(round);
    // What came before is on its way while the next is killed.
    const [victim, ...others] = victims;
    if (at % 5 !== 2 || !victim) continue;
    const before = await doneWith();
    await until(async () => (await doneWith()) > before);
    await victim.kill('SIGKILL');
    victims = [...others, await stage.start()];
  }
  await until(async () => {
    const progress = await stage.progress();
    return [...last].every(([key, version]) => progress.get(key) === version);
  });
  const expected = Array.from({ length: keys }, (_, n) => n).filter((n) => n % 3 !== 0);
  expect(await stage.table()).toEqual(new Map(expected.map((n) => [keyId(n), 'Label 10'])));
}, 120_000);

test('when an event is missing it stops, says so, and is not ready; what came before is kept', async () => {
  const service = await stage.start();
  const [created, , labeled] = lifeOfKey(1, 2, false);
  if (!created || !labeled) throw new Error('a life has three events');
  await stage.publish([created, labeled]);
  await until(async () => (await metric(service, 'event_consumer_stopped')) === 1);
  const { status, text } = await ready(service.adminUrl);
  expect(status).toBe(503);
  expect(text).toContain('the consumer has stopped');
  expect(service.output()).toContain(`${keyId(1)} has version 2 after 0; one is missing`);
  expect(await stage.table()).toEqual(new Map([[keyId(1), 'Label 0']]));
});

test('while its tables are away nothing becomes a dead letter, and it goes on by itself', async () => {
  const service = await stage.start();
  await stage.publish(lifeOfKey(1, 0, false));
  await until(async () => (await stage.table()).size === 1);
  await stage.pool.query('alter table active_key rename to away');
  await stage.pool.query('alter table progress rename to progress_away');
  await stage.publish(lifeOfKey(2, 3, false));
  await until(async () => (await metric(service, 'event_consumer_failures_total')) > 6);
  await stage.pool.query('alter table away rename to active_key');
  await stage.pool.query('alter table progress_away rename to progress');
  await until(async () => (await stage.table()).get(keyId(2)) === 'Label 3');
});

test('what became dead letters is taken up again as docs/events.md says, and other keys are left alone', async () => {
  const first = await stage.start();
  // In the way of the first key's first event.
  await stage.pool.query(
    `insert into active_key (key_id, account_id, label, display, created_at) values ($1, $1, 'wrong', 'wrong', now())`,
    [keyId(1)],
  );
  await stage.publish([...lifeOfKey(1, 2, false), ...lifeOfKey(2, 1, false), ...lifeOfKey(3, 0, true)]);
  await until(async () => {
    const progress = await stage.progress();
    return [2, 1, 1].every((version, n) => progress.get(keyId(n + 1)) === version);
  });
  expect(await stage.diverted()).toEqual([keyId(1)]);
  await first.kill('SIGTERM');
  expect((await stage.table()).get(keyId(1))).toBe('wrong');

  await stage.pool.query(`
    BEGIN;
    DELETE FROM active_key WHERE key_id::text IN (SELECT key FROM progress WHERE diverted);
    DELETE FROM progress WHERE diverted;
    COMMIT;`);
  await stage.start('another');
  await until(async () => (await stage.progress()).get(keyId(1)) === 2);
  expect(await stage.diverted()).toEqual([]);
  expect(await stage.table()).toEqual(
    new Map([
      [keyId(1), 'Label 2'],
      [keyId(2), 'Label 1'],
    ]),
  );
});
