import { timingSafeEqual } from 'node:crypto';

/** Constant time for equal lengths; the length is no secret. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);
