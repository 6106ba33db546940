export type { Pool, PoolClient, QueryArrayConfig, QueryConfig, QueryResult, QueryResultRow } from 'pg';
export * from './bigint';
export * from './create-pool';
export * from './in-transaction';
export * from './is-connection-error';
export * from './surviving-client';
