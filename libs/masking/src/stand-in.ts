import { cardFace } from '@latchkey/vault';
import type { Injected } from './injected';

/** A value that says no more than anybody may know, and takes the same filters of a template. */
export function standIn({ kind, value }: Injected): string {
  if (kind === 'security_code') return '-0';
  return /^[0-9]{12,}$/.test(value) ? cardFace(value).masked.replaceAll('*', '0') : '-';
}
