import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { z } from 'zod';
import { lengthPrefixed } from './length-prefixed';

export interface IdempotencyKeys {
  readonly currentVersion: number;
  /** HMAC-SHA-256 of the fields under the key of that version; undefined if the file no longer has it. */
  fingerprint(version: number, fields: readonly (string | Uint8Array)[]): Buffer | undefined;
  /** AES-256-GCM under the key of that version; `boundTo` must be the same bytes when it is opened. */
  seal(version: number, plaintext: Uint8Array, boundTo: Uint8Array): Buffer;
  /** Undefined if it was not sealed by this key for these bytes. */
  open(version: number, sealed: Uint8Array, boundTo: Uint8Array): Buffer | undefined;
}

/**
 * Reads the contents of `IDEMPOTENCY_KEY_FILE`: `{"current": 1, "keys": {"1": "<base64 of 32 bytes>"}}`.
 * Throws an Error that says what is wrong and never quotes the file. A file generated for development is refused in
 * mode `live`.
 */
export const createIdempotencyKeys = (fileContents: string, options: { mode: 'live' | 'test' }): IdempotencyKeys => {
  const file = parseKeyFile(fileContents);
  if (options.mode === 'live' && file.generated_for === 'development') {
    throw new Error('the idempotency key file was generated for development and may not be used in mode live');
  }
  const keys = new Map(Object.entries(file.keys).map(([version, key]) => [Number(version), deriveKeys(key)]));
  if (!keys.has(file.current)) throw new Error('the idempotency key file has no key of its current version');
  return {
    currentVersion: file.current,
    fingerprint(version, fields) {
      const key = keys.get(version);
      return key && createHmac('sha256', key.fingerprint).update(lengthPrefixed(fields)).digest();
    },
    seal(version, plaintext, boundTo) {
      const key = keys.get(version);
      if (!key) throw new Error(`the idempotency key file has no key of version ${version}`);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key.answer, nonce).setAAD(boundTo);
      return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    },
    open(version, sealed, boundTo) {
      const key = keys.get(version);
      if (!key || sealed.byteLength < NONCE_BYTES + TAG_BYTES) return undefined;
      const tagStart = sealed.byteLength - TAG_BYTES;
      const decipher = createDecipheriv('aes-256-gcm', key.answer, sealed.subarray(0, NONCE_BYTES))
        .setAAD(boundTo)
        .setAuthTag(sealed.subarray(tagStart));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, tagStart)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
};

/** Fresh contents for `IDEMPOTENCY_KEY_FILE`. `generatedFor: 'development'` marks it as one that mode `live` refuses. */
export const generateIdempotencyKeyFile = (options: { generatedFor?: 'development' } = {}): string =>
  JSON.stringify({
    current: 1,
    keys: { 1: randomBytes(KEY_BYTES).toString('base64') },
    ...(options.generatedFor ? { generated_for: options.generatedFor } : {}),
  });

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const keyFile = z.object({
  current: z.int().positive(),
  keys: z.record(
    z.string().regex(/^[1-9][0-9]*$/),
    z.base64().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES),
  ),
  generated_for: z.string().optional(),
});

const parseKeyFile = (contents: string): z.infer<typeof keyFile> => {
  const shape = '{"current": 1, "keys": {"1": "<base64 of 32 bytes>"}}';
  let json: unknown;
  try {
    json = JSON.parse(contents);
  } catch {
    // The parser's message quotes what it read: it must not be the cause.
    throw new Error(`the idempotency key file is not JSON; expected ${shape}`);
  }
  const parsed = keyFile.safeParse(json);
  if (!parsed.success) throw new Error(`the idempotency key file must look like ${shape}`);
  return parsed.data;
};

const deriveKeys = (base64: string): { fingerprint: KeyObject; answer: KeyObject } => {
  const key = Buffer.from(base64, 'base64');
  const derive = (purpose: string): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `latchkey-idempotency-${purpose}-1`, KEY_BYTES)));
  return { fingerprint: derive('fingerprint'), answer: derive('answer') };
};
