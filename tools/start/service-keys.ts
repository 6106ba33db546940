import { generateServiceKeyPair } from '@latchkey/service-tokens';
import { randomBytes } from 'node:crypto';
import { type DataDirectory } from './data-directory';
import { forDevelopment } from './for-development';
import { writePrivateFile } from './private-file';
import { readSecret } from './read-secret';
import { StartError } from './start-error';

export type ServiceKeyFiles = {
  /** Who shows itself by it. */
  readonly service: string;
  readonly privateKey: 'commerce-service-key.json' | 'key-management-service-key.json';
  /** For whom it shows itself to. */
  readonly publicKeys: 'service-public-keys.json' | 'commerce-service-public-keys.json';
};

/**
 * A key pair by which a service shows another who it is. Nothing that is stored depends on it, so a pair is made anew
 * whenever its two files are not both whole and of each other: after an interrupted start, a partial restore, or an update
 * from a version that did not have it. Answers the paths.
 */
export const ensureServiceKeys = (
  data: DataDirectory,
  files: ServiceKeyFiles,
): { readonly privateKey: string; readonly publicKeys: string } => {
  const [privateKey, publicKeys] = [data.at('secrets', files.privateKey), data.at('secrets', files.publicKeys)];
  if (!isPair(data, files)) {
    const { service } = files;
    const pair = generateServiceKeyPair(service, `${service}-${randomBytes(6).toString('hex')}`);
    writePrivateFile(privateKey, forDevelopment(pair.privateKeyFile));
    writePrivateFile(publicKeys, forDevelopment(pair.publicKeysFile));
  }
  return { privateKey, publicKeys };
};

const isPair = (data: DataDirectory, files: ServiceKeyFiles): boolean => {
  try {
    const own = readSecret(data, files.privateKey);
    const { keys } = readSecret(data, files.publicKeys);
    return keys.some(
      ({ service, kid, public_key }) =>
        service === files.service && service === own.service && kid === own.kid && public_key.x === own.private_key.x,
    );
  } catch (error) {
    if (error instanceof StartError) return false;
    throw error;
  }
};
