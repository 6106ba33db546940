import type { Allow } from '@latchkey/auth-client';
import { runService } from '@latchkey/platform';
import type { Accesses } from '../src/accesses/accesses.port';
import type { RequestAuthorizer } from '../src/authorization/request-authorizer.port';
import { readCommerceSettings } from '../src/commerce.settings';
import { startCommerce } from '../src/start-commerce';

/**
 * commerce as benchmarks run it. With `BENCH_UNGUARDED_ACCOUNT` a test double allows everything of that account without asking
 * anybody; with `BENCH_UNRECORDED` nobody records who reached what. It is outside `src/`, so no build ships it.
 */
const account = process.env['BENCH_UNGUARDED_ACCOUNT'];

const recordsNothing: Accesses = { spool: async () => undefined, store: async () => undefined };

runService({
  name: account === undefined ? 'commerce-guarded' : 'commerce-unguarded',
  start: ({ logger }) =>
    startCommerce(readCommerceSettings(), {
      logger,
      ...(account === undefined ? {} : { authorizer: allowAll(account) }),
      ...(process.env['BENCH_UNRECORDED'] === undefined ? {} : { accesses: recordsNothing }),
    }),
});

function allowAll(accountId: string): RequestAuthorizer {
  const verdict: Allow = {
    verdict: 'allow',
    reason: null,
    keyId: '00000000-0000-4000-8000-000000000000',
    accountId,
    operatingModel: 'platform',
    merchantIds: '*',
    features: '*',
    ownMerchantId: null,
    forwardUrl: null,
    destination: null,
    position: 'bench:0',
  };
  const allow = async () => verdict;
  const allowed = { verdict, tookMs: 0, askAbout: allow, askToForward: allow };
  return { authorize: async () => allowed };
}
