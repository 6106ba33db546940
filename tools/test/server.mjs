/** The PostgreSQL that int and e2e tests share; started when it is first needed. */
let started;

export const testServer = {
  async ready() {
    if (process.env.LATCHKEY_TEST_POSTGRES_URL) return;
    await import('../typescript/hooks.mjs');
    // Computed, for Nx: to it a library that is loaded lazily in one place may be imported statically in no other.
    const testing = new URL('../../libs/testing/src/index.ts', import.meta.url);
    const { prepareTestServer, startDisposablePostgres } = await import(testing);
    started = await startDisposablePostgres();
    await prepareTestServer(started.url());
  },
  async stop() {
    await started?.dispose();
    started = undefined;
  },
};
