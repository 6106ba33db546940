import { generateSealingKeyFile, publicKeyPem, type SealingKey } from '@latchkey/seals';
import { existsSync, readFileSync } from 'node:fs';
import { type DataDirectory } from './data-directory';
import { forDevelopment } from './for-development';
import { writePrivateFile } from './private-file';
import { readSecret, unusable } from './read-secret';

/** The half that auditors get. That it is there also tells that there was a private one. */
export const PUBLIC_SEALING_KEY = 'sealing-public-key.pem';

/**
 * The key that logs are sealed with, made once. A data directory of a version that did not seal gets one.
 * @throws StartError when it is damaged, or missing and there was one: another would not be known to any auditor
 */
export const ensureSealingKey = (data: DataDirectory): SealingKey => {
  const path = data.at('secrets', 'sealing-key.json');
  const publicPath = data.at(PUBLIC_SEALING_KEY);
  if (!existsSync(path)) {
    if (existsSync(publicPath)) throw unusable(path, 'is missing', data.path);
    writePrivateFile(path, forDevelopment(generateSealingKeyFile()));
  }
  const key = readSecret(data, 'sealing-key.json');
  const pem = publicKeyPem(key.publicKey);
  if (!existsSync(publicPath) || readFileSync(publicPath, 'utf8') !== pem) writePrivateFile(publicPath, pem, 0o644);
  return key;
};
