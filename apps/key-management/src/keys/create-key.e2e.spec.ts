import { createPool, type Pool } from '@latchkey/postgres';
import { type RunningProcess, startProcess, type TestDatabase } from '@latchkey/testing';
import { type Answer, keyHolderOf, openTestAccount, operatorOf, randomLabel } from '../testing/client';
import { migratedDatabase, testEnvironment } from '../testing/test-service';

const CLIENTS = 16;
const KILLS = 4;

let database: TestDatabase;
let owner: Pool;
let environment: ReturnType<typeof testEnvironment>;
let service: RunningProcess;

const start = () => startProcess({ entry: 'dist/apps/key-management/main.js', env: environment.env });

beforeAll(async () => {
  database = await migratedDatabase();
  environment = testEnvironment(database);
  owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 1 });
  service = await start();
});
afterAll(async () => {
  await service.kill();
  await owner.end();
  await database.drop();
  environment.dispose();
});

test('creations that are retried across kill -9 make one key each, and no secret is told that does not work', async () => {
  const account = await openTestAccount(service.url, 'platform');
  const secrets = new Map<string, string>();
  const labels: string[] = [];
  const create = (label: string): Promise<Answer | undefined> =>
    operatorOf(service.url, account.id)
      .post('/api-keys', { label }, { 'x-idempotency-key': label })
      .catch(() => undefined);
  const keep = (label: string, answer: Answer | undefined): boolean => {
    if (answer?.status !== 201) return false;
    if (typeof answer.body['secret'] === 'string') secrets.set(label, answer.body['secret']);
    return true;
  };

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const unanswered: string[] = [];
    let killed = false;
    const client = async () => {
      while (!killed) {
        const label = randomLabel();
        labels.push(label);
        if (!keep(label, await create(label))) unanswered.push(label);
      }
    };
    const clients = Array.from({ length: CLIENTS }, client);
    const enough = labels.length + 100;
    while (labels.length < enough) await new Promise((resolve) => setTimeout(resolve, 5));
    await service.kill('SIGKILL');
    killed = true;
    await Promise.all(clients);
    expect(unanswered.length).toBeGreaterThan(0);

    service = await start();
    // Instead of waiting for 20 s.
    await owner.query('UPDATE key_management.idempotency_records SET lease_until = now() WHERE answer IS NULL');
    const retried = await Promise.all(unanswered.map((label) => create(label)));
    expect(
      retried.filter((answer, index) => !keep(unanswered[index] ?? '', answer)).map((answer) => answer?.body),
    ).toEqual([]);
  }

  const { rows } = await owner.query<{ label: string; made: number }>(
    `SELECT convert_from(data, 'UTF8')::jsonb ->> 'label' AS label, count(*)::int AS made
     FROM event_store.events WHERE type = 'KeyCreated' GROUP BY 1`,
  );
  expect(rows.map(({ label }) => label).sort()).toEqual([...labels].sort());
  expect(rows.filter(({ made }) => made !== 1)).toEqual([]);
  const told = [...secrets.values()].slice(-200);
  const works = await Promise.all(
    told.map(async (secret) => (await keyHolderOf(service.url, secret).get('/api-key')).status),
  );
  expect(works).toEqual(told.map(() => 200));
  expect(service.output()).not.toContain('internal_error');
});

test('SIGTERM lets requests that have begun end well, and leaves nothing running', async () => {
  const account = await openTestAccount(service.url, 'platform');
  const answers = Array.from({ length: 50 }, (_, index) =>
    account.operator.post('/api-keys', { label: `Last ${index}` }).then(
      ({ status }) => status,
      // A connection that had not been accepted yet is refused: nothing was done.
      () => 0,
    ),
  );
  await Promise.race(answers);
  const { code, signal } = await service.kill('SIGTERM');
  expect([code, signal]).toEqual([0, null]);
  const statuses = await Promise.all(answers);
  expect(statuses.filter((status) => status !== 201 && status !== 0)).toEqual([]);
  const { rows } = await owner.query(
    `SELECT count(*)::int AS made FROM event_store.events
     WHERE type = 'KeyCreated' AND convert_from(data, 'UTF8')::jsonb ->> 'label' LIKE 'Last %'`,
  );
  expect(rows[0].made).toBe(statuses.filter((status) => status === 201).length);
  service = await start();
});

test.each([
  ['DATABASE_URL', 'postgres://nobody:x@127.0.0.1:1/none', /cannot start|ECONNREFUSED/],
  ['PEPPERS_FILE', '/nowhere/peppers.json', /key-management: bad settings: PEPPERS_FILE/],
  ['LATCHKEY_MODE', 'live', /IDEMPOTENCY_KEY_FILE[^\n]*development/],
])('with a wrong %s it says so and exits with 1', async (name, value, expected) => {
  const attempt = startProcess({
    entry: 'dist/apps/key-management/main.js',
    env: { ...environment.env, [name]: value },
  });
  await expect(attempt).rejects.toThrow(expected);
  await expect(attempt).rejects.toThrow(/ended with 1/);
});
