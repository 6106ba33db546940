import { type RunningService, silentLogger } from '@latchkey/platform';
import { createPool, type Pool } from '@latchkey/postgres';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { readKeyManagementSettings } from './settings';
import { startKeyManagement } from './start';
import { migratedDatabase, testEnvironment } from './testing/test-service';
import { until } from './testing/until';

let database: TestDatabase;
let empty: TestDatabase;
let environment: ReturnType<typeof testEnvironment>;
let owner: Pool;

beforeAll(async () => {
  [database, empty] = [await migratedDatabase(), await createTestDatabase()];
  environment = testEnvironment(database);
  owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 1 });
});
afterAll(async () => {
  await owner.end();
  environment.dispose();
  await Promise.all([database.drop(), empty.drop()]);
});

const start = (over: Record<string, string> = {}): Promise<RunningService> =>
  startKeyManagement({
    settings: readKeyManagementSettings({ ...environment.env, ...over }),
    logger: silentLogger(),
  });

const nothingIsConnected = async (): Promise<boolean> => {
  const { rows } = await owner.query(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name LIKE 'key-management%' AND datname = ANY ($1)`,
    [[database.name, empty.name]],
  );
  return rows[0].n === 0;
};

describe('a service that cannot start', () => {
  test('because its port is taken leaves nothing open', async () => {
    const first = await start();
    await expect(start({ PORT: new URL(first.url).port })).rejects.toThrow(/EADDRINUSE/);
    await first.stop();
    await until(nothingIsConnected);
  });

  test.each([
    ['was not migrated', () => empty.url('key_management'), /run migrate\.main\.js/],
    ['is not there', () => `${database.url('key_management')}x`, /does not exist/],
  ])('because the database %s says so and leaves nothing open', async (_, url, expected) => {
    await expect(start({ DATABASE_URL: url() })).rejects.toThrow(expected);
    await until(nothingIsConnected);
  });
});

test('a service that was stopped leaves nothing open, and may be started again', async () => {
  for (let time = 1; time <= 2; time += 1) {
    const service = await start();
    expect((await fetch(`${service.url}/openapi.json`)).status).toBe(200);
    const lag = async () =>
      /read_model_lag_seconds\{\S* (\S+)/.exec(await (await fetch(`${service.adminUrl}/metrics`)).text())?.[1];
    await until(async () => Number(await lag()) < 1);
    await service.stop();
    await expect(fetch(`${service.url}/openapi.json`)).rejects.toThrow();
    await until(nothingIsConnected);
  }
});
