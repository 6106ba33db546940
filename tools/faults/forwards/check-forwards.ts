import { type Attempt, type Order } from './persistent-client';

export interface Observed {
  readonly order: Order;
  readonly attempts: readonly Attempt[];
  /** When the destination received it whole. */
  readonly receivedAtMs: readonly number[];
  /** Different requests under one name. */
  readonly variants: number;
  readonly auditRows: number;
}

/** What was promised and not kept, in words. */
export function brokenPromises({ order, attempts, receivedAtMs, variants, auditRows }: Observed): string[] {
  const broken: string[] = [];
  const last = attempts.at(-1);
  const [first = Infinity] = receivedAtMs;
  if (receivedAtMs.length > 1) broken.push(`was received ${receivedAtMs.length} times`);
  if (variants > 1) broken.push('was received with different contents');
  if (receivedAtMs.length > 0 && auditRows === 0) broken.push('was received without an audit row');
  if (attempts.some(({ startedAtMs, outbound }) => outbound === 'not_sent' && startedAtMs > first)) {
    broken.push('was called not_sent after it was received');
  }
  if (attempts.some(({ answers }) => answers !== undefined && answers !== order.name)) {
    broken.push('got the answer of another forward');
  }
  if (last?.answers !== undefined && receivedAtMs.length === 0) broken.push('was answered and never received');
  if (last?.answers === undefined && last?.classifier !== 'outcome_unknown') {
    broken.push(`came to no end: ${last?.classifier ?? last?.status ?? 'no answer'}`);
  }
  return broken.map((what) => `forward ${order.name} ${what}`);
}
