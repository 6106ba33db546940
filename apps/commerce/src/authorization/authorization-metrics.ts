import type { Metrics } from '@latchkey/platform';

export type AuthorizationMetrics = ReturnType<typeof createAuthorizationMetrics>;

export function createAuthorizationMetrics(metrics: Metrics) {
  return {
    answers: metrics.counter({
      name: 'commerce_authorizations_total',
      help: 'Verdicts by kind and reason; keys refused on their face are not among them',
      labels: ['verdict', 'reason'],
    }),
    seconds: metrics.histogram({
      name: 'commerce_authorization_seconds',
      help: 'Time from asking auth to its verdict, outages included',
    }),
  };
}
