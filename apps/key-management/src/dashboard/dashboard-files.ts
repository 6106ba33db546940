import { SettingsError } from '@latchkey/platform';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The built dashboard, as `npm run build` leaves it in `dist/apps/dashboard`. */
export interface DashboardFiles {
  /** The one page: every address of the dashboard answers it, and its script reads the address. */
  readonly page: Buffer;
  /** Strong, in quotes. */
  readonly pageEtag: string;
  /** Directory of scripts and style sheets, each with a hash of its contents in its name. */
  readonly assets: string;
}

/** Throws a `SettingsError` when the directory holds no dashboard. */
export const readDashboardFiles = (setting: string, directory: string): DashboardFiles => {
  const assets = resolve(directory, 'assets');
  try {
    const page = readFileSync(join(directory, 'index.html'));
    if (!statSync(assets).isDirectory()) throw new Error('assets is not a directory');
    return { page, pageEtag: `"${createHash('sha256').update(page).digest('base64url')}"`, assets };
  } catch (cause) {
    const reason = 'names a directory without the built dashboard (index.html and assets/); run npm run build';
    throw Object.assign(new SettingsError([{ name: setting, reason }]), { cause });
  }
};
