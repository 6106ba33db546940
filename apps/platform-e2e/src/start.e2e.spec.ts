import { portIsFree } from '@latchkey/embedded-postgres';
import { createPool } from '@latchkey/postgres';
import { createInstallation, type Installation, repositoryRoot, type StartRun } from '@latchkey/testing';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PORTS_IN_USE = [0, 1, 2, 5, 6, 7, 9, 12];

describe('npm start', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await createInstallation();
  });
  afterAll(() => installation.dispose());

  const inDataDir = (...names: string[]): string => join(installation.dataDir, ...names);
  const running = async (): Promise<number[]> => {
    const found = await Promise.all(
      PORTS_IN_USE.map(async (offset) => ((await portIsFree(installation.portBase + offset)) ? [] : [offset])),
    );
    return found.flat();
  };
  const accounts = async (): Promise<string[]> => {
    const { key_management_url, operator_token } = installation.local();
    const response = await fetch(`${key_management_url}/accounts`, {
      headers: { authorization: `Bearer ${operator_token}` },
    });
    const { data } = (await response.json()) as { data: { name: string }[] };
    return data.map(({ name }) => name);
  };
  const openAccount = async (name: string): Promise<number> => {
    const { key_management_url, operator_token } = installation.local();
    const response = await fetch(`${key_management_url}/accounts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operator_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    return response.status;
  };

  describe('on a new data directory', () => {
    let run: StartRun;
    beforeAll(async () => {
      run = installation.start();
      await run.ready;
    });

    test('ends its output with the line that programs wait for', () => {
      expect(lastLine(run)).toBe('Latchkey is ready');
    });

    test('tells programs where everything is, in a file of mode 0600, without members of parts that do not exist', () => {
      const at = (offset: number) => `http://127.0.0.1:${installation.portBase + offset}`;
      expect(installation.local()).toEqual({
        key_management_url: at(0),
        dashboard_url: `http://localhost:${installation.portBase}`,
        commerce_url: at(1),
        auth_url: at(2),
        auth_urls: [at(2)],
        provider_url: providerUrl(),
        database_url: expect.stringMatching(
          `^postgres://.*@127.0.0.1:${installation.portBase + 9}/latchkey$`,
        ) as string,
        audit_database_url: expect.stringMatching(/^postgres:\/\/latchkey_auditor:/) as string,
        operator_token: readFileSync(inDataDir('secrets', 'operator-token'), 'utf8'),
        seals_file: inDataDir('seals.ndjson'),
        sealing_key_fingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
      });
      expect(statSync(inDataDir('local.json')).mode & 0o777).toBe(0o600);
    });

    test('keeps every secret in a file of mode 0600 and shows none', () => {
      const names = execFileSync('ls', [inDataDir('secrets')], { encoding: 'utf8' })
        .trim()
        .split('\n');
      expect(names.length).toBeGreaterThanOrEqual(10);
      for (const name of names) {
        expect([name, statSync(inDataDir('secrets', name)).mode & 0o777]).toEqual([name, 0o600]);
      }
      expect(run.output()).not.toContain(installation.local().operator_token);
    });

    test('marks every key file as one that mode live refuses', () => {
      const files = execFileSync('ls', [inDataDir('secrets')], { encoding: 'utf8' })
        .trim()
        .split('\n');
      const keyFiles = files.filter((name) => name.endsWith('.json') && name !== 'database-passwords.json');
      expect(keyFiles.length).toBe(10);
      for (const name of keyFiles) {
        const contents = JSON.parse(readFileSync(inDataDir('secrets', name), 'utf8')) as { generated_for?: string };
        expect([name, contents.generated_for]).toEqual([name, 'development']);
      }
    });

    test('serves the dashboard at the address that it tells', async () => {
      const { dashboard_url: url } = installation.local();
      expect(run.output()).toContain(`dashboard        ${url}\n`);
      const page = await fetch(`${url}/settings/api-keys`);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    });

    test('has a local provider, shown with what it is, on loopback only', async () => {
      expect(run.output()).toContain(`local provider   ${providerUrl()}   a development tool: echoes`);
      const answer = await pay();
      expect(answer.status).toBe(200);
      await expect(answer.json()).resolves.toMatchObject({ provider: 'local-echo', status: 'approved' });
      const outside = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
      for (const { address, family } of outside.filter(({ internal }) => !internal)) {
        if (family !== 'IPv4') continue;
        await expect(fetch(`http://${address}:${installation.portBase + 12}/v1/payments`)).rejects.toThrow();
      }
    });

    test('gives no service’s role anything of its own', async () => {
      const pool = createPool({ connectionString: installation.local().database_url, applicationName: 'test', max: 1 });
      const { rows } = await pool.query(
        `select rolname, rolsuper, rolcreatedb, rolcreaterole,
                (select count(*)::int from pg_class where relowner = r.oid) as owned
           from pg_roles r where rolname like 'latchkey%' and rolname <> 'latchkey_owner' order by rolname`,
      );
      await pool.end();
      const powerless = { rolsuper: false, rolcreatedb: false, rolcreaterole: false, owned: 0 };
      expect(rows).toEqual(
        ['latchkey_auditor', 'latchkey_auth', 'latchkey_commerce', 'latchkey_key_management'].map((rolname) => ({
          rolname,
          ...powerless,
        })),
      );
    });

    test('a second start on the same directory is refused in one sentence, and harms nothing', async () => {
      const second = installation.start({ LATCHKEY_PORT_BASE: String(installation.portBase + 100) });
      await expect(second.exited).resolves.toEqual({ code: 1, signal: null });
      expect(lastLine(second)).toBe(
        `The data directory ${installation.dataDir} is already in use by another Latchkey: stop that one, or set LATCHKEY_DATA_DIR and LATCHKEY_PORT_BASE to other values.`,
      );
      await expect(running()).resolves.toEqual(PORTS_IN_USE);
    });

    test.each(['key-management', 'auth', 'commerce', 'PostgreSQL'])('%s comes back after a kill -9', async (name) => {
      process.kill(pidOf(name), 'SIGKILL');
      await until(() => run.output().includes(`${name} is back`));
      await until(async () => (await openAccount(`after ${name}`)) === 201);
      await until(async () => (await readiness()).every(Boolean));
    });

    test('the local provider comes back after a kill -9', async () => {
      process.kill(pidOf('provider'), 'SIGKILL');
      await until(() => run.output().includes('local-provider is back'));
      expect((await pay()).status).toBe(200);
    });

    test.each(['auth', 'postgres'])(
      'the log of %s is cut while it runs, and its older part kept once',
      async (name) => {
        const log = inDataDir('logs', `${name}.log`);
        appendFileSync(log, Buffer.alloc(9 * 1024 * 1024, 'x\n'));
        await until(() => statSync(log).size < 1024 * 1024);
        expect(statSync(`${log}.1`).size).toBeGreaterThan(8 * 1024 * 1024);
        expect(statSync(`${log}.1`).mode & 0o777).toBe(0o600);
        await until(async () => (await readiness()).every(Boolean));
      },
    );

    test('a kill -9 of the start itself loses nothing: the next start takes over what it left', async () => {
      await expect(openAccount('before the kill')).resolves.toBe(201);
      await run.kill('SIGKILL');
      run = installation.start();
      await run.ready;
      await expect(accounts()).resolves.toContain('before the kill');
    });

    test('Ctrl-C stops everything within 10 s', async () => {
      const began = performance.now();
      await expect(run.kill('SIGINT')).resolves.toEqual({ code: 0, signal: null });
      expect(performance.now() - began).toBeLessThan(10_000);
      await expect(running()).resolves.toEqual([]);
    });

    test('a kill -9 of npm above it leaves nothing running, and the data is there at the next start', async () => {
      run = installation.start({}, ['npm', 'start']);
      await run.ready;
      await expect(accounts()).resolves.toContain('before the kill');
      await expect(run.kill('SIGKILL')).resolves.toEqual({ code: null, signal: 'SIGKILL' });
      await expect(running()).resolves.toEqual([]);
    });

    const providerUrl = (): string => `http://localhost:${installation.portBase + 12}/v1/payments`;
    const pay = (): Promise<Response> =>
      fetch(providerUrl(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    const readiness = (): Promise<boolean[]> =>
      Promise.all(
        [5, 6, 7].map(async (offset) => {
          const response = await fetch(`http://127.0.0.1:${installation.portBase + offset}/readyz`).catch(() => null);
          return response?.ok ?? false;
        }),
      );
    const pidOf = (name: string): number => {
      if (name === 'PostgreSQL')
        return Number(readFileSync(inDataDir('postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
      const list = JSON.parse(readFileSync(inDataDir('processes.json'), 'utf8')) as { pid: number; entry: string }[];
      return list.find(({ entry }) => entry.includes(`/${name}/`))?.pid ?? 0;
    };
  });

  describe('where it cannot run', () => {
    let other: Installation;
    beforeAll(async () => {
      other = await createInstallation();
    });
    afterAll(() => other.dispose());

    const refused = async (env: Readonly<Record<string, string>>): Promise<string> => {
      const run = other.start(env);
      await expect(run.exited).resolves.toEqual({ code: 1, signal: null });
      return lastLine(run);
    };

    test('names the port that is in use and the setting that changes it, and leaves nothing running', async () => {
      const port = other.portBase + 1;
      const occupant = createServer();
      await new Promise<void>((resolve) => occupant.listen(port, '127.0.0.1', resolve));
      await expect(refused({})).resolves.toBe(
        `Port ${port}, which commerce needs, is in use: stop the program that has it, or set LATCHKEY_PORT_BASE (now ${other.portBase}) to another value.`,
      );
      await new Promise((resolve) => occupant.close(resolve));
    });

    test('does not touch the data of a newer version', async () => {
      mkdirSync(other.dataDir, { recursive: true });
      writeFileSync(join(other.dataDir, 'version'), '2\n');
      await expect(refused({})).resolves.toMatch(/^The data directory .* belongs to a newer version of Latchkey/);
    });

    test('names the data directory that cannot be written to', async () => {
      const LATCHKEY_DATA_DIR = join(repositoryRoot, 'package.json', 'data');
      await expect(refused({ LATCHKEY_DATA_DIR })).resolves.toBe(
        `The data directory ${LATCHKEY_DATA_DIR} cannot be written to (ENOTDIR): set LATCHKEY_DATA_DIR to one that can.`,
      );
    });

    test('does not wait for ever for a directory that the system will never make', async () => {
      await expect(refused({ LATCHKEY_DATA_DIR: '/proc/x/data' })).resolves.toMatch(
        /^The data directory \/proc\/x\/data cannot be written to \(E[A-Z]+\): set LATCHKEY_DATA_DIR to one that can\.$/,
      );
    });

    test('names a setting that is wrong', async () => {
      await expect(refused({ LATCHKEY_AUTH_REPLICAS: 'many' })).resolves.toMatch(/LATCHKEY_AUTH_REPLICAS/);
    });
  });

  test('writes nothing that Git would see', () => {
    // Files within: a folder that is not there yet is no folder to Git.
    const written = ['.data/local.json', 'dist/apps/auth/main.js', '.nx/cache'];
    const ignored = execFileSync('git', ['check-ignore', ...written], {
      cwd: repositoryRoot,
      encoding: 'utf8',
    });
    expect(ignored.trim().split('\n')).toEqual(written);
  });
});

const lastLine = (run: StartRun): string => run.output().trimEnd().split('\n').at(-1) ?? '';

const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) await sleep(25);
};
