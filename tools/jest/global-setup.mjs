/** One PostgreSQL for a whole run: the one that LATCHKEY_TEST_POSTGRES_URL names, else one that goes away with Jest. */
import '../typescript/hooks.mjs';

export default async () => {
  // Computed, for Nx: to it a library that is loaded lazily in one place may be imported statically in no other.
  const testing = new URL('../../libs/testing/src/index.ts', import.meta.url);
  const { prepareTestServer, startDisposablePostgres } = await import(testing);
  const named = process.env.LATCHKEY_TEST_POSTGRES_URL;
  const server = named ? null : await startDisposablePostgres();
  globalThis.latchkeyTestPostgres = server;
  await prepareTestServer(named ?? server.url());
};
