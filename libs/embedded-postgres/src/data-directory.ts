import { spawn, type SpawnOptions } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type NativeFiles } from './native-files';
import { PostgresStartError } from './postgres-start-error';
import { type ServerUser } from './server-user';

const MAJOR_VERSION = '18';

/**
 * How to name a data directory to PostgreSQL, and the spawn options that go with it. A process that root starts as another
 * user is put into the directory before it drops its rights; by this name Linux then lets it in whatever the modes of the
 * directories above, so that a checkout under /root works.
 */
export const asServer = (user: ServerUser | null, dataDir: string): { path: string; options: SpawnOptions } => {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C' };
  if (user === null) return { path: dataDir, options: { cwd: dataDir, env } };
  const path = process.platform === 'linux' ? '/proc/self/cwd' : dataDir;
  return { path, options: { cwd: dataDir, env, uid: user.uid, gid: user.gid } };
};

/** Makes the database files unless they are there. Made aside and renamed: what is there is always whole. */
export const ensureDataDirectory = async (o: {
  files: NativeFiles;
  user: ServerUser | null;
  dataDir: string;
  superuserPassword: string;
  durable: boolean;
}): Promise<void> => {
  if (existsSync(o.dataDir)) checkVersion(o.dataDir);
  else {
    const unfinished = makeUnfinished(o.dataDir, o.user);
    await initdb({ ...o, dataDir: unfinished });
    renameSync(unfinished, o.dataDir);
  }
  removeUnfinished(o.dataDir);
};

/** Never the same twice: the initdb of a killed parent lives on for a while, and goes on writing into its own. */
const makeUnfinished = (dataDir: string, user: ServerUser | null): string => {
  try {
    mkdirSync(dirname(dataDir), { recursive: true });
    const unfinished = mkdtempSync(`${dataDir}.unfinished-`);
    if (user) chownSync(unfinished, user.uid, user.gid);
    return unfinished;
  } catch (cause) {
    throw new PostgresStartError('data-directory', `The directory ${dirname(dataDir)} cannot be written to.`, {
      cause,
    });
  }
};

const removeUnfinished = (dataDir: string): void => {
  const parent = dirname(dataDir);
  try {
    const names = readdirSync(parent).filter((name) => name.startsWith(`${basename(dataDir)}.unfinished`));
    for (const name of names) rmSync(join(parent, name), { recursive: true, force: true });
  } catch {
    // An earlier initdb is still writing there, and nobody waits for the room: a later start removes it.
  }
};

const checkVersion = (dataDir: string): void => {
  const file = join(dataDir, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
  if (version === MAJOR_VERSION) return;
  throw new PostgresStartError(
    'data-directory',
    version === null
      ? `The directory ${dataDir} holds no PostgreSQL database files: move it away to start afresh.`
      : `The directory ${dataDir} was written by PostgreSQL ${version} and this is PostgreSQL ${MAJOR_VERSION}.`,
  );
};

const initdb = (o: {
  files: NativeFiles;
  user: ServerUser | null;
  dataDir: string;
  superuserPassword: string;
  durable: boolean;
}) =>
  new Promise<void>((resolve, reject) => {
    const { path, options } = asServer(o.user, o.dataDir);
    const args = [
      ...['--pgdata', path, '--username', 'postgres', '--auth', 'scram-sha-256', '--encoding', 'UTF8'],
      // Sorting and case folding that are the same on every machine.
      ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--no-locale', '--no-instructions'],
      ...(o.durable ? [] : ['--no-sync']),
    ];
    // initdb opens the password file by name, which Node's pipes (sockets) do not allow; behind `cat` it is a real pipe.
    const command = ['-c', 'cat | "$0" "$@"', o.files.initdb, ...args, '--pwfile', '/dev/stdin'];
    const child = spawn('/bin/sh', command, options);
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout?.resume();
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const reason = errors.split('\n').find((line) => line.includes('error')) ?? `exit code ${code}`;
      reject(
        new PostgresStartError(
          'initdb',
          `PostgreSQL's database files could not be made in ${dirname(o.dataDir)} (${reason.trim()}).`,
        ),
      );
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(`${o.superuserPassword}\n`);
  });
