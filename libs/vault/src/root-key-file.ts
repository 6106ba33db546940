import { createSecretKey } from 'node:crypto';
import { boxKeyId, openBox, sealBox, type NamedKey } from './box';
import type { RootKeyProvider } from './root-key-provider.port';
import { VaultError } from './vault-error';

export interface RootKeyFile {
  readonly rootKeys: RootKeyProvider;
  /** `development` for a file that was generated to try things out; live installations must refuse it. */
  readonly generatedFor: string | null;
}

/**
 * Root keys from a file's text: `{"current": 1, "keys": {"1": "<base64 of 32 bytes>"}, "generated_for"?: "development"}`.
 * New account keys are wrapped with `current`; older ones stay readable while their key is in the file.
 * Throws `VaultError` `bad_key_file`, which never quotes the file.
 */
export function parseRootKeyFile(text: string): RootKeyFile {
  const file = parseObject(text);
  const keys = new Map<string, NamedKey>();
  for (const [version, encoded] of Object.entries(asObject(file['keys'], 'keys is not an object'))) {
    keys.set(version, { id: Buffer.from(parseVersion(version)), key: parseKey(version, encoded) });
  }
  const current = keys.get(String(file['current']));
  if (!current) throw badFile('current does not name one of the keys');
  const generatedFor = file['generated_for'] ?? null;
  if (generatedFor !== null && typeof generatedFor !== 'string') throw badFile('generated_for is not text');
  return { rootKeys: keyFileProvider(keys, current), generatedFor };
}

function keyFileProvider(keys: Map<string, NamedKey>, current: NamedKey): RootKeyProvider {
  return {
    async wrap(key, binding) {
      const bytes = key.export();
      const wrapped = sealBox(current, binding, bytes);
      bytes.fill(0);
      return wrapped;
    },
    async unwrap(wrapped, binding) {
      const root = keys.get(boxKeyId(wrapped).toString('latin1'));
      if (!root) throw new VaultError('unknown_key', 'the root key that wrapped this key is not in the root key file');
      const bytes = openBox(root, binding, wrapped);
      const key = createSecretKey(bytes);
      bytes.fill(0);
      return key;
    },
  };
}

function parseObject(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The parser's message quotes the text around the fault, which here is a key.
    throw badFile('it is not JSON');
  }
  return asObject(parsed, 'it is not a JSON object');
}

function asObject(value: unknown, otherwise: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badFile(otherwise);
  return value as Record<string, unknown>;
}

function parseVersion(version: string): string {
  if (!/^[1-9][0-9]{0,8}$/.test(version)) throw badFile('a key number is not a whole number from 1');
  return version;
}

function parseKey(version: string, encoded: unknown) {
  const bytes = Buffer.from(typeof encoded === 'string' ? encoded : '', 'base64');
  if (bytes.length !== 32 || bytes.toString('base64') !== encoded) {
    throw badFile(`key ${version} is not the base64 text of 32 bytes`);
  }
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function badFile(why: string): VaultError {
  return new VaultError('bad_key_file', `the root key file cannot be used: ${why}`);
}
