import { type AsOperator, dataOf } from './api';

export type Connection = {
  /** Where the local provider takes payments now, e.g. `http://localhost:4412/v1/payments`. */
  readonly providerUrl: string;
  /** Where it did when it was connected last; null: never. */
  readonly earlierUrl: string | null;
};

/**
 * Lets the demo's merchants forward to the local provider: as an allowed destination, and as where their bundles go. What
 * else the account allows, and what somebody has set otherwise, stays. May be repeated.
 */
export const connectProvider = async (
  operator: AsOperator,
  merchantIds: readonly string[],
  { providerUrl, earlierUrl }: Connection,
): Promise<void> => {
  const ours = [providerUrl, earlierUrl].flatMap((url) => (url === null ? [] : [portOf(url)]));
  const list = dataOf(await operator({ method: 'GET', path: '/destinations' }));
  const others = list.filter(({ host, ports }) => !(host === 'localhost' && ours.some((port) => isOnly(ports, port))));
  const body = { data: [...others, destinationOf(providerUrl)] };
  await operator({ method: 'PUT', path: '/destinations', body });

  const merchants = dataOf(await operator({ method: 'GET', path: '/merchants?limit=500' }));
  for (const { id, status, payment_forward_url: url } of merchants) {
    const isOurs = merchantIds.includes(String(id)) && status === 'active' && (url === null || url === earlierUrl);
    if (!isOurs) continue;
    await operator({ method: 'PATCH', path: `/merchants/${String(id)}`, body: { payment_forward_url: providerUrl } });
  }
};

const destinationOf = (url: string): object => ({
  host: 'localhost',
  ports: [portOf(url)],
  path_prefixes: [new URL(url).pathname],
  methods: ['POST'],
  insecure_loopback: true,
});

const portOf = (url: string): number => Number(new URL(url).port);

const isOnly = (ports: unknown, port: number): boolean =>
  Array.isArray(ports) && ports.length === 1 && ports[0] === port;
