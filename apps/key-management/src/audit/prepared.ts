import { createHash } from 'node:crypto';
import type { Statement } from '../keys/key-page/statement';

/** A statement that is planned once for each of its few shapes and each connection. */
export const prepared = ({ text, values }: Statement) => ({
  name: `audit_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`,
  text,
  values: [...values],
});
