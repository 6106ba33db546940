import { execFileSync } from 'node:child_process';
import { PostgresStartError } from './postgres-start-error';

export type ServerUser = { readonly name: string; readonly uid: number; readonly gid: number };

const OWN_USER = 'latchkey';

/** PostgreSQL refuses to run as root: null means "as whoever we are", else the user that it must be started as. */
export const serverUser = (): ServerUser | null => {
  if (process.getuid?.() !== 0) return null;
  const known =
    lookUp('postgres') ?? lookUp(OWN_USER) ?? (createOwnUser() ? lookUp(OWN_USER) : null) ?? lookUp('nobody');
  if (known) return known;
  throw new PostgresStartError(
    'user',
    'PostgreSQL does not run as root and no other user could be made: add one with `useradd --system latchkey`, or start as an ordinary user.',
  );
};

const lookUp = (name: string): ServerUser | null => {
  const uid = id('-u', name);
  const gid = id('-g', name);
  return uid && gid ? { name, uid, gid } : null;
};

const id = (flag: '-u' | '-g', name: string): number | null => {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null;
  }
};

const createOwnUser = (): boolean =>
  [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/bin/false', OWN_USER],
    ['adduser', '-S', '-D', '-H', '-s', '/bin/false', OWN_USER],
  ].some(([command = '', ...args]) => {
    try {
      execFileSync(command, args, { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
