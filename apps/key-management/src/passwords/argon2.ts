import { argon2 } from 'node:crypto';
import { promisify } from 'node:util';

export interface Argon2Cost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly parallelism: number;
}

export type Argon2id = (password: string, salt: Buffer, cost: Argon2Cost, tagLength: number) => Promise<Buffer>;

/** RFC 9106, in OpenSSL, on a thread of libuv's pool. It cannot be called off. */
export const argon2id: Argon2id = (message, nonce, { memoryKib: memory, passes, parallelism }, tagLength) =>
  derive('argon2id', { message, nonce, memory, passes, parallelism, tagLength });

const derive = promisify(argon2);
