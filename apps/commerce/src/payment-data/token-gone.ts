import { Problem } from '@latchkey/platform';
import { DatabaseFault } from '../database/database-fault';

const FOREIGN_KEY_VIOLATION = '23503';

/** What to throw for an error of storing what hangs on a token: `not_found` if the token was deleted meanwhile. */
export const tokenGone = (error: unknown): unknown =>
  error instanceof DatabaseFault && error.sqlState === FOREIGN_KEY_VIOLATION ? new Problem('not_found') : error;
