import type { Metrics } from '@latchkey/platform';
import { createServiceTokenSource } from '@latchkey/service-tokens';
import type { AuthAccess } from '../settings';
import { createUsesClient } from './uses.client';
import { createUsesFollower, type UsesFollowerOptions } from './uses-follower';

export interface FollowUsesOptions extends Omit<UsesFollowerOptions, 'source'> {
  readonly auth: AuthAccess;
  readonly metrics: Metrics;
}

/** The follower of auth's own list, until the signal aborts. */
export const followUses = ({ auth, metrics, ...options }: FollowUsesOptions, signal: AbortSignal): Promise<void> => {
  const { service, kid, private_key: privateKey } = auth.serviceKey;
  const { token } = createServiceTokenSource({ service, kid, privateKey, audience: 'auth' });
  const follower = createUsesFollower({ ...options, source: createUsesClient({ urls: auth.urls, token }) });
  const age = metrics.gauge({
    name: 'key_management_last_used_age_seconds',
    help: 'How long ago the lists last showed all uses of keys that auth had stored',
    collect: () => age.set((performance.now() - (follower.caughtUpAt() ?? Number.NaN)) / 1000),
  });
  return follower.run(signal);
};
