import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type PostmasterFile = { readonly pid: number; readonly port: number; readonly ready: boolean };

/** postmaster.pid, which the server keeps for as long as it runs: pid in line 1, port in line 4, status in line 8. */
export const readPostmasterFile = (dataDir: string): PostmasterFile | null => {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!Number.isInteger(pid) || pid < 2) return null;
    return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
};
