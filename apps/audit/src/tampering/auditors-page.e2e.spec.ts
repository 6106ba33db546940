import { leafHash } from '@latchkey/seals';
import { repositoryRoot } from '@latchkey/testing';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTarget } from '../export/export-target';
import { writeExport } from '../export/write-export';
import { FINGERPRINT, type MemoryLog, memorySource, sealedLog } from '../testing/memory-log';

let folder: string;
let log: MemoryLog;
let exported: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-auditor-'));
  exported = join(folder, 'export.ndjson');
  log = await sealedLog([5, 12]);
  await writeExport({ source: memorySource(log), target: await openTarget(exported), publicKeys: [] });
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (command: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: repositoryRoot,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
};

test('every command of docs/audit.md does what the page says', () => {
  const page = readFileSync(join(repositoryRoot, 'docs/audit.md'), 'utf8');
  const [given = '', ...commands] = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, text = '']) => text);
  const ours = { EXPORT: exported, FINGERPRINT, HEAD: `12:${log.seals[1]?.root}`, PROOF: join(folder, 'proof.json') };
  expect([...given.matchAll(/^([A-Z]+)=/gm)].map(([, name]) => name)).toEqual(Object.keys(ours));
  const settings = Object.entries(ours).map(([name, value]) => `${name}='${value}'`);
  const { status, stdout, stderr } = run('bash', '-euo', 'pipefail', '-c', [...settings, ...commands].join('\n'));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });

  const seventh = log.lines[6] ?? new Uint8Array();
  for (const said of [
    'Events 1 to 12 are what was sealed',
    'Events 13 to 14 are not sealed yet',
    'Every event through 12 is as it was when that head was made.',
    '1 of 1 known heads agree.',
    Buffer.from(seventh).toString(),
    Buffer.from(leafHash(seventh)).toString('hex'),
    'is number 7 of the 12',
  ]) {
    expect(stdout).toContain(said);
  }
});

describe('the script that an auditor is given', () => {
  const verify = (...args: string[]) => run(process.execPath, 'tools/verify-export/verify-export.mjs', ...args);

  test('ends with 0 and says what is not sealed, also with a file of seals', () => {
    const seals = join(folder, 'seals.ndjson');
    writeFileSync(
      seals,
      [{ ...log.seals[0], log: 'accesses' }, ...log.seals].map((seal) => `${JSON.stringify(seal)}\n`).join(''),
    );
    expect(verify(exported, FINGERPRINT, seals)).toEqual({
      status: 0,
      stdout: expect.stringMatching(
        /^Events 1 to 12 are what was sealed; root of all: [0-9a-f]{64}\nEvents 13 to 14 are not/,
      ),
      stderr: '',
    });
  });

  test('ends with 1 and names the event', () => {
    const altered = join(folder, 'altered.ndjson');
    writeFileSync(altered, readFileSync(exported, 'utf8').replace('Till one', 'Till two'));
    expect(verify(altered, FINGERPRINT)).toEqual({
      status: 1,
      stdout: 'Not as it was: event 6 (altered.ndjson, line 7) has not the hash that is kept beside it\n',
      stderr: '',
    });
  });

  test.each([[[]], [['/nowhere', 'sha256:x']], [['ours', FINGERPRINT, 'no-such-file']]])(
    'ends with 2 when asked wrongly: %j',
    (args) => {
      expect(verify(...args.map((arg) => (arg === 'ours' ? exported : arg)))).toEqual({
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(/^Cannot check: /),
      });
    },
  );
});
