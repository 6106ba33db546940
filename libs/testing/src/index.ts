export { startDisposablePostgres, type DisposablePostgres } from './disposable-postgres';
export { openJwe } from './open-jwe';
export { repositoryRoot } from './repository';
export { createInstallation, type Installation, type LocalInstallation, type StartRun } from './start-installation';
export { startProcess, type ExitStatus, type RunningProcess, type StartProcessOptions } from './start-process';
export { createTestDatabase, type TestDatabase } from './test-database';
export { prepareTestServer, testServer, type DatabaseUser } from './test-server';
