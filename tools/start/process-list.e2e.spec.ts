import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, type Writable } from 'node:stream';
import { endEarlierProcesses, marker, openProcessList } from './process-list';

describe('processes that outlived a killed start', () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-processes-'));
  const listFile = join(directory, 'processes.json');
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  const spawnListed = async (program: string, args: readonly string[]) => {
    const entry = join(directory, 'service.mjs');
    writeFileSync(
      entry,
      `${program} process.stdin.on('data', (text) => process.stdout.write(text)); console.log('up');`,
    );
    const child = spawn(process.execPath, [entry, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(child);
    await once(child.stdout, 'data');
    openProcessList(listFile).add(child.pid ?? 0, entry);
    return child;
  };
  const answers = async (child: ChildProcessByStdio<Writable, Readable, null>): Promise<boolean> => {
    child.stdin.on('error', () => {});
    child.stdin.write('still there?');
    return Promise.race([once(child.stdout, 'data').then(() => true), once(child, 'exit').then(() => false)]);
  };

  test('are waited for while they stop by themselves', async () => {
    const child = await spawnListed('setTimeout(() => process.exit(3), 300);', [marker(directory)]);
    const exited = once(child, 'exit');
    await endEarlierProcesses(listFile, directory);
    await expect(exited).resolves.toEqual([3, null]);
  });

  test('are killed when the patience is over', async () => {
    const child = await spawnListed('', [marker(directory)]);
    const exited = once(child, 'exit');
    await endEarlierProcesses(listFile, directory, 50);
    await expect(exited).resolves.toEqual([null, 'SIGKILL']);
  });

  test.each([
    ['another program that has got their number', []],
    ['a service of another data directory', [marker('/somewhere/else')]],
  ])('are not mistaken for %s', async (_, args) => {
    const child = await spawnListed('', args);
    await endEarlierProcesses(listFile, directory, 50);
    await expect(answers(child)).resolves.toBe(true);
  });

  test('are none if the list is not there or was cut off', async () => {
    rmSync(listFile, { force: true });
    await expect(endEarlierProcesses(listFile, directory)).resolves.toBeUndefined();
    writeFileSync(listFile, '[{"pid":1');
    await expect(endEarlierProcesses(listFile, directory)).resolves.toBeUndefined();
  });
});
