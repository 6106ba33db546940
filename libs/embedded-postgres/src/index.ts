export { ensureDatabase, ensureRole, grantConnect, type DatabaseRole } from './ensure-database';
export { freePort, portIsFree } from './free-port';
export { PostgresStartError } from './postgres-start-error';
export { stopEarlierServer } from './earlier-server';
export { startPostgres, type RunningPostgres, type StartPostgresOptions } from './start-postgres';
