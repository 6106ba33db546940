/** One PostgreSQL for a whole run: the one that LATCHKEY_TEST_POSTGRES_URL names, else one that goes away with Jest. */
import '../typescript/hooks.mjs';

export default async () => {
  const { prepareTestServer, startDisposablePostgres } = await import('../../libs/testing/src/index.ts');
  const named = process.env.LATCHKEY_TEST_POSTGRES_URL;
  const server = named ? null : await startDisposablePostgres();
  globalThis.latchkeyTestPostgres = server;
  await prepareTestServer(named ?? server.url());
};
