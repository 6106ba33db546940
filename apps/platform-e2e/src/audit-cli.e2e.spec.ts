import { createPool } from '@latchkey/postgres';
import { createTestDatabase, repositoryRoot, type TestDatabase } from '@latchkey/testing';
import { call, operatorOf, type Platform, startPlatform } from '@latchkey/testing/platform';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** As it is built: an ordinary Node program, by the name that `bin` of package.json has for it. */
const AUDIT = join(repositoryRoot, 'dist/apps/audit/main.js');

function audit(databaseUrl: string, ...args: string[]) {
  const env = { PATH: process.env['PATH'], DATABASE_URL: databaseUrl };
  const child = spawn(process.execPath, [AUDIT, ...args], { env });
  const written = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (written.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written.err += chunk.toString()));
  const exited = once(child, 'close').then(([code]) => ({ code: code as number | null, ...written }));
  return { child, exited };
}

describe('beside running services', () => {
  let platform: Platform;
  let account: string;
  let keys: string[];
  beforeAll(async () => {
    platform = await startPlatform();
    const operator = operatorOf(platform);
    account = await operator.openAccount('ecosystem');
    const merchant = await operator.addMerchant(account, 'Till & Co');
    keys = [];
    for (let n = 0; n < 10; n++) {
      const scope = n % 2 === 0 ? undefined : { merchant_ids: [merchant], features: ['tokens.read'] };
      keys.push((await operator.makeKey(account, scope, `Key ${n}`)).id);
    }
    await operator.revoke(account, keys[0] ?? '');
  });
  afterAll(() => platform.stop());

  const listed = async (): Promise<{ label: string }[]> => {
    const { body } = await operatorOf(platform).request('/api-keys?status=all&limit=500', { account });
    return (body as { data: { label: string }[] }).data;
  };

  test('the life of a key, told with the role of an auditor', async () => {
    const { code, out } = await audit(platform.database.url('auditor'), 'history', keys[0] ?? '', '--json').exited;
    const { events } = JSON.parse(out) as { events: { type: string; actor: object }[] };
    expect([code, events.map(({ type }) => type)]).toEqual([0, ['KeyCreated', 'KeyRevoked']]);
    expect(events[1]?.actor).toEqual({ type: 'operator', id: 'alice' });
  });

  test('a read model that was altered by hand is repaired row by row while the services run and lists are read', async () => {
    const owner = createPool({ connectionString: platform.database.ownerUrl, applicationName: 'test', max: 1 });
    // The read model has caught up with what was done above, or nothing would be found of it.
    while ((await audit(platform.database.url('auditor'), 'diff').exited).code !== 0) await sleep(50);
    await owner.query(`
      UPDATE key_management.api_keys SET revoked_at = NULL, revoked_by_type = NULL, revoked_by_id = NULL WHERE id = '${keys[0]}';
      UPDATE key_management.api_keys SET label = 'altered', label_folded = 'altered' WHERE id = '${keys[1]}';
      DELETE FROM key_management.api_keys WHERE id = '${keys[2]}'`);
    await owner.end();
    const found = await audit(platform.database.url('auditor'), 'diff', '--csv').exited;
    expect(found.code).toBe(1);
    for (const id of keys.slice(0, 3)) expect(found.out).toContain(id);

    const stop = new AbortController();
    const fewest: number[] = [];
    const reading = (async () => {
      while (!stop.signal.aborted) fewest.push((await listed()).length);
    })();
    const making = Promise.all([1, 2, 3].map((n) => operatorOf(platform).makeKey(account, undefined, `Later ${n}`)));
    const repaired = await audit(platform.database.url('key_management'), 'diff', '--repair').exited;
    await making;
    stop.abort();
    await reading;
    expect([repaired.code, repaired.out]).toEqual([0, expect.stringContaining('none differs any more')]);
    expect(Math.min(...fewest)).toBeGreaterThanOrEqual(9);
    expect((await listed()).map(({ label }) => label).sort()).toEqual(
      [...Array.from({ length: 10 }, (_, n) => `Key ${n}`), 'Later 1', 'Later 2', 'Later 3'].sort(),
    );
    const { body } = await call(platform.services.key_management.url, `/api-keys?status=active&limit=500`, {
      headers: { authorization: `Bearer ${platform.operatorToken}`, 'x-latchkey-account': account },
    });
    expect((body as { data: { id: string }[] }).data.map(({ id }) => id)).not.toContain(keys[0]);
  });
});

describe('on a log of many events', () => {
  const EVENTS = 60_000;
  let database: TestDatabase;
  let directory: string;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: 'all' });
    directory = mkdtempSync(join(tmpdir(), 'latchkey-audit-e2e-'));
    const owner = createPool({
      connectionString: database.ownerUrl,
      applicationName: 'test',
      max: 1,
      statementTimeoutMs: 0,
    });
    await owner.query(
      `INSERT INTO event_store.events (position, stream, version, id, type, data, metadata)
       SELECT n, 'account-20000000-0000-4000-8000-' || lpad(n::text, 12, '0'), 0, gen_random_uuid(), 'AccountOpened',
         convert_to(format('{"accountId":"20000000-0000-4000-8000-%s","name":"Account","operatingModel":"platform"}', lpad(n::text, 12, '0')), 'UTF8'),
         convert_to('{"actor":{"id":"bench","type":"operator"},"causationId":"20000000-0000-4000-8000-000000000000","correlationId":"r","schemaVersion":1,"time":"2026-01-01T00:00:00.000Z"}', 'UTF8')
       FROM generate_series(1, $1::int) AS n`,
      [EVENTS],
    );
    await owner.end();
  });
  afterAll(async () => {
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('an export that is killed goes on behind its last full part, and is the same as one that was not', async () => {
    const [killed, whole] = [join(directory, 'killed'), join(directory, 'whole.ndjson')];
    const run = audit(database.url('auditor'), 'export', '--out', killed);
    while (!existsSync(join(killed, 'part-000001.ndjson'))) await sleep(2);
    run.child.kill('SIGKILL');
    await run.exited;
    expect(existsSync(join(killed, 'trailer.ndjson'))).toBe(false);
    const inode = statSync(join(killed, 'part-000001.ndjson')).ino;
    const resumed = await audit(database.url('auditor'), 'export', '--out', killed, '--json').exited;
    expect(JSON.parse(resumed.out)).toMatchObject({ events: EVENTS, found_of_an_earlier_run: expect.any(Number) });
    expect(
      (JSON.parse(resumed.out) as { found_of_an_earlier_run: number }).found_of_an_earlier_run,
    ).toBeGreaterThanOrEqual(51_200);
    expect(statSync(join(killed, 'part-000001.ndjson')).ino).toBe(inode);
    expect((await audit(database.url('auditor'), 'export', '--out', whole).exited).code).toBe(0);
    const names = readdirSync(killed).sort();
    expect(names).toEqual(['header.ndjson', ...[1, 2].map((n) => `part-00000${n}.ndjson`), 'trailer.ndjson']);
    execFileSync('sh', ['-c', `cat "$1"/*.ndjson | cmp - "$2"`, 'sh', killed, whole]);
  });

  test('whoever reads no further, as head does, makes no failure of it', async () => {
    const run = audit(database.url('auditor'), 'as-of', '2026-01-02', '--csv');
    run.child.stdout.once('data', () => run.child.stdout.destroy());
    const { code, err } = await run.exited;
    expect([code, err]).toEqual([0, expect.not.stringMatching(/EPIPE|Error/)]);
  });
});
