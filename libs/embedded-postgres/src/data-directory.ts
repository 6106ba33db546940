import { spawn, type SpawnOptions } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
  if (existsSync(o.dataDir)) return checkVersion(o.dataDir);
  const unfinished = `${o.dataDir}.unfinished`;
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(dirname(o.dataDir), { recursive: true });
    mkdirSync(unfinished, { mode: 0o700 });
    if (o.user) chownSync(unfinished, o.user.uid, o.user.gid);
  } catch (cause) {
    throw new PostgresStartError('data-directory', `The directory ${dirname(o.dataDir)} cannot be written to.`, {
      cause,
    });
  }
  await initdb({ ...o, dataDir: unfinished });
  renameSync(unfinished, o.dataDir);
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
