import { parseEsdbUrl } from './connection-string';
import { createEsdbConnection } from './esdb-connection';
import { renewLogId } from './log-identity';
import { unavailable } from './read-again';

const DEADLINE_MS = 10_000;

/**
 * Gives the log a new id: for one that was copied with its files. Whoever follows it rebuilds what was derived. Rejects with
 * `StoreUnavailable`.
 */
export async function renewEsdbLogId(url: string): Promise<string> {
  const connection = createEsdbConnection(parseEsdbUrl(url));
  try {
    return await renewLogId(connection, performance.now() + DEADLINE_MS);
  } catch (error) {
    throw unavailable(error);
  } finally {
    await connection.close();
  }
}
