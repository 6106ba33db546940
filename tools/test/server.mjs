/** The PostgreSQL that int and e2e tests share; started when it is first needed. */
let started;

export const testServer = {
  async ready() {
    if (process.env.LATCHKEY_TEST_POSTGRES_URL) return;
    await import('../typescript/hooks.mjs');
    const { prepareTestServer, startDisposablePostgres } = await import('../../libs/testing/src/index.ts');
    started = await startDisposablePostgres();
    await prepareTestServer(started.url());
  },
  async stop() {
    await started?.dispose();
    started = undefined;
  },
};
