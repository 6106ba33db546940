import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ManagedProcess, startManaged } from './managed-process';
import { openProcessList } from './process-list';

describe('a managed process', () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-managed-'));
  const running: ManagedProcess[] = [];
  afterAll(async () => {
    await Promise.all(running.map((service) => service.stop(1_000)));
    rmSync(directory, { recursive: true });
  });

  const listFile = join(directory, 'processes.json');
  const pids = (): number[] => (JSON.parse(readFileSync(listFile, 'utf8')) as { pid: number }[]).map(({ pid }) => pid);
  const start = async (name: string, program: string) => {
    const entry = join(directory, `${name}.mjs`);
    writeFileSync(entry, program);
    const said: string[] = [];
    const service = await startManaged(
      { name, entry, env: { PATH: process.env['PATH'] ?? '' }, logFile: join(directory, `${name}.log`) },
      {
        dataDir: directory,
        processes: openProcessList(listFile),
        signal: new AbortController().signal,
        say: (line) => void said.push(line),
      },
    );
    running.push(service);
    return { service, said };
  };
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await sleep(10);
  };
  const LISTEN = `process.send({ type: 'listening', url: 'http://127.0.0.1:1' });`;
  const OBEDIENT = `${LISTEN} process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000);`;

  test('that is killed is started again, with a line that says so', async () => {
    const { service, said } = await start('killed', OBEDIENT);
    const [first = 0] = pids();
    process.kill(first, 'SIGKILL');
    await until(() => said.includes('killed is back'));
    expect(said).toEqual(['killed ended (SIGKILL); starting it again', 'killed is back']);
    expect(pids()).not.toContain(first);
    await service.stop(5_000);
    expect(pids()).toEqual([]);
  });

  test('that cannot start is reported with its own words, and is gone', async () => {
    await expect(start('broken', `console.error('broken: no such thing'); process.exit(1);`)).rejects.toThrow(
      /^broken could not start: broken: no such thing \(its log is .*broken\.log\)\.$/,
    );
    expect(pids()).toEqual([]);
  });

  test('that does not obey is killed when the patience is over', async () => {
    const { service } = await start('deaf', `process.on('SIGTERM', () => {}); ${LISTEN} setInterval(() => {}, 1000);`);
    await service.stop(50);
    expect(pids()).toEqual([]);
  });

  test('is not started again once it is being stopped', async () => {
    const { service, said } = await start('stopped', OBEDIENT);
    await service.stop(5_000);
    expect(said).toEqual([]);
    expect(pids()).toEqual([]);
  });
});
