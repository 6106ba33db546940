import { isConnectionError, sqlState } from '@latchkey/postgres';

/** Transaction rolled back, out of disk or memory, object in use, operator intervention, system error: nothing that an event is to blame for. */
const PASSING = /^(40|53|55|57|58)/;

/** What the table needs is away, or busy: waited for, however long. */
export const isOutage = (error: unknown): boolean => isConnectionError(error) || PASSING.test(sqlState(error) ?? '');
