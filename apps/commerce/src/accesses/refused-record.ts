import { DatabaseFault } from '../database/database-fault';

/** The database will never take it, however often it is asked: bad data (SQLSTATE class 22) or a broken constraint (23). */
export const isRefusedRecord = (error: unknown): boolean =>
  error instanceof DatabaseFault && /^2[23]/.test(error.sqlState ?? '');
