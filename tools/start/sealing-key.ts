import { generateSealingKeyFile, publicKeyPem, type SealingKey } from '@latchkey/seals';
import { existsSync, readFileSync } from 'node:fs';
import { type DataDirectory } from './data-directory';
import { forDevelopment } from './for-development';
import { writePrivateFile } from './private-file';
import { readSecret, unusable } from './read-secret';

/** Below `secrets`: each service seals its own logs. */
export type SealingKeyFile = 'sealing-key.json' | 'commerce-sealing-key.json';

/** The halves that auditors get. That one is there also tells that there was a private one. */
export const PUBLIC_SEALING_KEYS = {
  'sealing-key.json': 'sealing-public-key.pem',
  'commerce-sealing-key.json': 'commerce-sealing-public-key.pem',
} as const satisfies Record<SealingKeyFile, string>;

/**
 * A key that logs are sealed with, made once. A data directory of a version that did not seal gets one.
 * @throws StartError when it is damaged, or missing and there was one: another would not be known to any auditor
 */
export const ensureSealingKey = (data: DataDirectory, name: SealingKeyFile): SealingKey => {
  const path = data.at('secrets', name);
  const publicPath = data.at(PUBLIC_SEALING_KEYS[name]);
  if (!existsSync(path)) {
    if (existsSync(publicPath)) throw unusable(path, 'is missing', data.path);
    writePrivateFile(path, forDevelopment(generateSealingKeyFile()));
  }
  const key = readSecret(data, name);
  const pem = publicKeyPem(key.publicKey);
  if (!existsSync(publicPath) || readFileSync(publicPath, 'utf8') !== pem) writePrivateFile(publicPath, pem, 0o644);
  return key;
};
