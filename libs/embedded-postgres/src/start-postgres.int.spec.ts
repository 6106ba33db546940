import { createPool } from '@latchkey/postgres';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { type PostgresStartError } from './postgres-start-error';
import { startPostgres, type RunningPostgres, type StartPostgresOptions } from './start-postgres';

describe('the embedded PostgreSQL', () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-embedded-'));
  const dataDir = join(directory, 'data');
  const servers: RunningPostgres[] = [];

  // The directory stays closed to all others, as a home or a temporary directory is.
  beforeAll(() => chmodSync(directory, 0o700));
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(directory, { recursive: true, force: true });
  });

  const start = async (options: Partial<StartPostgresOptions> = {}): Promise<RunningPostgres> => {
    const server = await startPostgres({
      dataDir,
      port: 0,
      superuserPassword: 'of-the-test',
      durable: false,
      ...options,
    });
    servers.push(server);
    return server;
  };
  const query = async (url: string, sql: string): Promise<unknown[]> => {
    const pool = createPool({ connectionString: url, applicationName: 'test', max: 1 });
    try {
      return (await pool.query(sql)).rows;
    } finally {
      await pool.end();
    }
  };

  test('takes connections on loopback alone, with SCRAM, and refuses a wrong password', async () => {
    const server = await start();
    await expect(query(server.url(), 'show listen_addresses')).resolves.toEqual([{ listen_addresses: '127.0.0.1' }]);
    await expect(query(server.url(), 'show unix_socket_directories')).resolves.toEqual([
      { unix_socket_directories: '' },
    ]);
    await expect(query(server.url(), 'select distinct auth_method from pg_hba_file_rules order by 1')).resolves.toEqual(
      [{ auth_method: 'scram-sha-256' }],
    );
    await expect(query(server.url().replace('of-the-test', 'a-guess'), 'select 1')).rejects.toMatchObject({
      code: '28P01',
    });
  });

  test('keeps what was committed when it is killed, and starts again at once in the same place', async () => {
    const server = await start();
    await query(server.url(), 'create table kept as select 7 as n');
    await server.kill();
    const again = await start({ port: server.port });
    await expect(query(again.url(), 'select n from kept')).resolves.toEqual([{ n: 7 }]);
  });

  test('stops the server that a killed parent left behind, and takes over', async () => {
    const orphan = await start();
    const server = await start({ port: orphan.port });
    await orphan.exited;
    expect(server.pid).not.toBe(orphan.pid);
    await expect(query(server.url(), 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });

  test('leaves another program alone whose process number is in a stale pid file', async () => {
    const server = await start();
    const pidFile = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8');
    await server.kill();
    writeFileSync(join(dataDir, 'postmaster.pid'), pidFile.replace(String(server.pid), String(process.ppid)));
    const again = await start();
    expect(again.pid).not.toBe(process.ppid);
    expect(() => process.kill(process.ppid, 0)).not.toThrow();
  });

  test('says in one sentence that its port is in use', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    await expect(start({ port })).rejects.toMatchObject({
      reason: 'port',
      message: `Port ${port} on 127.0.0.1, which PostgreSQL needs, is in use.`,
    } satisfies Partial<PostgresStartError>);
    await new Promise((resolve) => other.close(resolve));
  });

  test('does not touch a directory that holds something else', async () => {
    const foreign = join(directory, 'foreign');
    mkdirSync(foreign);
    await expect(start({ dataDir: foreign })).rejects.toMatchObject({ reason: 'data-directory' });
  });

  test('starts afresh where making the database files was interrupted', async () => {
    const half = join(directory, 'half');
    mkdirSync(join(`${half}.unfinished-1`, 'base'), { recursive: true });
    const server = await start({ dataDir: half });
    expect(existsSync(`${half}.unfinished-1`)).toBe(false);
    await expect(query(server.url(), 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });

  test('does not mind the initdb of a killed parent, which is still writing', async () => {
    const taken = join(directory, 'taken');
    const program = `
      const { mkdirSync, writeFileSync } = require('node:fs');
      process.send('writing');
      for (;;) {
        mkdirSync(process.argv[1], { recursive: true });
        try { writeFileSync(process.argv[1] + '/' + Math.random(), ''); } catch {}
      }`;
    const earlier = spawn(process.execPath, ['-e', program, `${taken}.unfinished/base`], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await once(earlier, 'message');
    const starting = start({ dataDir: taken });
    await starting.catch(() => {}).finally(() => earlier.kill('SIGKILL'));
    await expect(query((await starting).url(), 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });

  test('keeps statements and values out of its log', async () => {
    const server = await start();
    await query(server.url(), 'create table card (number text primary key)');
    await query(server.url(), "insert into card values ('4111111111111111')");
    await expect(query(server.url(), "insert into card values ('4111111111111111')")).rejects.toMatchObject({
      code: '23505',
    });
    await expect(query(server.url(), "select '4111111111111111' frm")).resolves.toHaveLength(1);
    await expect(query(server.url(), "select 'no 4111111111111111'::int")).rejects.toMatchObject({ code: '22P02' });
    expect(readFileSync(`${dataDir}.log`, 'utf8')).not.toContain('4111111111111111');
  });
});
