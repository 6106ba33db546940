export { startDisposablePostgres, type DisposablePostgres } from './disposable-postgres';
export { prepareTestServer, type DatabaseUser } from './test-server';
export { createTestDatabase, type TestDatabase } from './test-database';
export { startProcess, type RunningProcess, type StartProcessOptions } from './start-process';
