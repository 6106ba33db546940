import { DataSource } from 'typeorm';
import { accountKeysEntity } from '../vault/account-keys.entity';
import { tokenEntity } from '../tokens/token.entity';
import { SCHEMA } from './migrations';

export interface DataSourceOptions {
  readonly url: string;
  readonly onIdleError: (error: unknown) => void;
}

export const MAX_CONNECTIONS = 10;

/** The service's own connections: it reads and writes rows, and owns nothing. Not connected until `initialize`. */
export function createDataSource({ url, onIdleError }: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: 'latchkey-commerce',
    schema: SCHEMA,
    entities: [tokenEntity, accountKeysEntity],
    poolSize: MAX_CONNECTIONS,
    connectTimeoutMS: 2_000,
    installExtensions: false,
    logging: false,
    poolErrorHandler: onIdleError,
    extra: {
      statement_timeout: 5_000,
      // The server's own timeout is of no use when it is the server that hangs.
      query_timeout: 6_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
    },
  });
}
