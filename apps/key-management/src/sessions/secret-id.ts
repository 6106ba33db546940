import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits that let somebody in, and what is stored of them. */
export interface SecretId {
  /** 43 characters of base64url. Told once, to whom it belongs. */
  readonly text: string;
  readonly hash: Buffer;
}

export const newSecretId = (): SecretId => {
  const text = randomBytes(32).toString('base64url');
  return { text, hash: hashSecretId(text) };
};

/** SHA-256: of 256 random bits nothing can be guessed. */
export const hashSecretId = (text: string): Buffer => createHash('sha256').update(text).digest();

export const isSecretId = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
