import { type Answer, type Guide, type Json } from './guide';
import { listOf, type Stage, textOf } from './stage';

export type Destinations = {
  /** As the account had it before the tour. */
  readonly before: readonly Json[];
  /** All but the local provider. */
  readonly others: readonly Json[];
  /** When the provider was allowed; null: the log is known to have it. */
  readonly position: string | null;
};

/** Sees to it that the account, and the merchant of the tour, can forward to the local provider. */
export const allowProvider = async (guide: Guide, stage: Stage, providerUrl: string): Promise<Destinations> => {
  const { operator, merchantId } = stage;
  guide.chapter('The account says where card data may go, and the merchant where its bundles go');
  const port = Number(new URL(providerUrl).port);
  const before = listOf(await operator('GET', '/destinations'));
  const others = before.filter(
    ({ host, ports }) => !(host === 'localhost' && Array.isArray(ports) && ports.includes(port)),
  );
  let position: string | null = null;
  if (others.length < before.length) {
    guide.expect('200: the local provider is on the list', true);
  } else {
    const provider = { host: 'localhost', ports: [port], path_prefixes: ['/v1/payments'], insecure_loopback: true };
    const allowed = await putDestinations(stage, [...before, provider]);
    guide.expect('200: the local provider is allowed, and nothing else of this machine', allowed.status === 200);
    position = allowed.position;
  }
  const merchant = await operator('GET', `/merchants/${merchantId}`);
  if (textOf(merchant, 'payment_forward_url') !== providerUrl) {
    const body = { payment_forward_url: providerUrl };
    const changed = await operator('PATCH', `/merchants/${merchantId}`, body);
    guide.expect('200: its bundles go to the local provider', changed.status === 200);
    position = changed.position;
  }
  return { before, others, position };
};

/** Replaces the whole list. */
export const putDestinations = ({ operator }: Stage, data: readonly Json[]): Promise<Answer> =>
  operator('PUT', '/destinations', { data });
