import { SurvivingClient } from '@latchkey/postgres';
import { DataSource } from 'typeorm';
import { merchantKeyEntity } from '../merchant-keys/merchant-key.entity';
import { bundleEntity } from '../payment-data/bundle.entity';
import { networkTokenEntity } from '../payment-data/network-token.entity';
import { securityCodeEntity } from '../security-codes/security-code.entity';
import { tokenEntity } from '../tokens/token.entity';
import { accountKeysEntity } from '../vault/account-keys.entity';
import { SCHEMA } from './migrations';

export interface DataSourceOptions {
  readonly url: string;
  readonly onIdleError: (error: unknown) => void;
}

export const MAX_CONNECTIONS = 10;

const ENTITIES = [
  tokenEntity,
  accountKeysEntity,
  networkTokenEntity,
  bundleEntity,
  merchantKeyEntity,
  securityCodeEntity,
];

/** The service's own connections: it reads and writes rows, and owns nothing. Not connected until `initialize`. */
export function createDataSource({ url, onIdleError }: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: 'latchkey-commerce',
    schema: SCHEMA,
    entities: ENTITIES,
    poolSize: MAX_CONNECTIONS,
    connectTimeoutMS: 2_000,
    installExtensions: false,
    logging: false,
    poolErrorHandler: onIdleError,
    extra: {
      Client: SurvivingClient,
      statement_timeout: 5_000,
      // The server's own timeout is of no use when it is the server that hangs.
      query_timeout: 6_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
    },
  });
}
