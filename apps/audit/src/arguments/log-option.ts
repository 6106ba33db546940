import { SEALED_LOGS, type SealedLog } from '@latchkey/seals';
import { wrongUsage } from '../cli/audit-error';
import { textOf, type Values } from './command';

export const LOG_OPTION = {
  log: { type: 'string', value: 'log', help: `events (default), ${SEALED_LOGS.slice(1).join(' or ')}` },
} as const;

/** Undefined: none was named. */
export function logIn(values: Values): SealedLog | undefined {
  const text = textOf(values, 'log');
  const log = SEALED_LOGS.find((name) => name === text);
  if (text === undefined || log) return log;
  throw wrongUsage(`--log is one of ${SEALED_LOGS.join(', ')}`);
}
