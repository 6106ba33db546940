import { createInstallation } from '@latchkey/testing';
import { openAccount, type Local } from '../../operator/operator';
import { storeCard } from '../../operator/store-card';
import { alternate } from '../lib/alternate';
import { type BenchOptions } from '../lib/bench-options';
import { type BenchReport } from '../lib/report';
import { startBenchDestination } from './bench-destination';
import { forwardReport } from './forward-report';
import { ROUTES, sendByWay, SETTINGS, type Stage } from './forward-ways';

const ROUNDS = 7;
const REQUESTS = 400;
const AT_ONCE = 16;

/**
 * One request sent straight to a destination and through `POST /forward` of a whole installation, with and without an
 * idempotency key, over kept and over new connections, in turn within each round. The destination is a process of its own.
 */
export async function benchForward({ rounds = ROUNDS }: BenchOptions): Promise<BenchReport> {
  const installation = await createInstallation();
  const destination = await startBenchDestination();
  try {
    await installation.start({ LOG_LEVEL: 'warn' }).ready;
    const stage = await prepareForward(installation.local(), destination.port);
    const load = { count: REQUESTS, atOnce: AT_ONCE };
    const ways = SETTINGS.flatMap((setting) => ROUTES.map((route) => ({ setting, route })));
    const results = await alternate(
      ways.map(({ setting, route }) => ({
        name: `${setting.destination}, ${setting.connections}, ${route}`,
        run: () => sendByWay(stage, setting, route, load),
      })),
      rounds,
    );
    const measured = results.map(({ rounds: runs }, index) => ({ ...(ways[index] ?? never()), runs }));
    return forwardReport(measured, { rounds, ...load });
  } finally {
    await destination.stop();
    await installation.dispose();
  }
}

const never = (): never => {
  throw new Error('a result of nothing');
};

/** A card, a key that may forward it, and the destination allowed. */
async function prepareForward(local: Local, destinationPort: number): Promise<Stage> {
  const operator = await openAccount(local, 'Bench');
  const key = await operator.makeKey();
  const allowed = { host: 'localhost', ports: [destinationPort], methods: ['POST'], insecure_loopback: true };
  const position = await operator.allowDestinations([allowed]);
  const card = { account_number: '4111111111111111', cardholder_name: 'A Bench' };
  const tokenId = await storeCard(local, { ...key, position }, card);
  return { commerceUrl: local.commerce_url, destinationPort, key: key.secret, tokenId };
}
