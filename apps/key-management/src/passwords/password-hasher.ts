import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type Argon2Cost, type Argon2id, argon2id } from './argon2';
import { createGate, type Gate } from './gate';
import { formatPhc, type PasswordHash, parsePhc } from './phc-string';

export interface PasswordHasher {
  /** A PHC string. Rejects with 503 `overloaded` when too many wait. */
  hash(password: string): Promise<string>;
  /** Costs the same without a hash (nobody of that name) as with one. Rejects likewise. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
  /** Whether it was made with less than is asked for today. */
  isWeak(hash: string): boolean;
}

export interface PasswordHasherOptions {
  readonly derive?: Argon2id;
  readonly cost?: Argon2Cost;
  readonly gate?: Gate;
}

/** OWASP's cheat sheet asks for 19 MiB and two passes at least; about 0.1 s here. */
const COST: Argon2Cost = { memoryKib: 64 * 1024, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;

/** Two at once take 128 MiB and leave two of libuv's four threads to everybody else. */
const defaultGate = (): Gate => createGate({ atOnce: 2, maxWaiting: 40, maxWaitMs: 5_000 });

export const createPasswordHasher = (options: PasswordHasherOptions = {}): PasswordHasher => {
  const { derive = argon2id, cost = COST, gate = defaultGate() } = options;
  const nobodys: PasswordHash = { cost, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) };
  return {
    hash: async (password) => {
      const salt = randomBytes(SALT_BYTES);
      const tag = await gate(() => derive(normalized(password), salt, cost, TAG_BYTES));
      return formatPhc({ cost, salt, tag });
    },
    verify: async (password, text) => {
      const expected = text === undefined ? nobodys : parsePhc(text);
      const tag = await gate(() => derive(normalized(password), expected.salt, expected.cost, expected.tag.length));
      return timingSafeEqual(tag, expected.tag) && text !== undefined;
    },
    isWeak: (text) => {
      const { cost: old } = parsePhc(text);
      return old.memoryKib < cost.memoryKib || old.passes < cost.passes;
    },
  };
};

/** The same password, whichever keyboard it was typed on. */
const normalized = (password: string): string => password.toWellFormed().normalize('NFKC');
