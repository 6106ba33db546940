import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './chromium';

/** Nothing that is not about the pages under test; unlike the package's own arguments, these leave web security on. */
const ARGUMENTS = [
  '--no-sandbox', // a sandbox needs what a container or root does not have
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launchBrowser = async (): Promise<Browser> => {
  const { executablePath, env } = await findChromium();
  return chromium.launch({
    executablePath,
    args: ARGUMENTS,
    env: { ...process.env, ...env } as Record<string, string>,
  });
};
