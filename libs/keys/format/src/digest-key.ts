import { hash } from 'node:crypto';

/** SHA-256 of the whole key, 32 bytes. */
export const digestKey = (key: string): Buffer => hash('sha256', key, 'buffer');
