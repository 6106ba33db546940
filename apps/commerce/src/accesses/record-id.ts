import { randomUUID } from 'node:crypto';

/**
 * A UUIDv7 (RFC 9562): its first 48 bits are the time in milliseconds. New ones stand side by side in an index, which stays
 * quick when it has grown beyond memory.
 */
export function recordId(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  // Of a UUIDv4 all bits behind the version are random, but for the variant, which both have.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
