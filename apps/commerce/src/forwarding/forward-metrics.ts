import { Problem, type Metrics } from '@latchkey/platform';
import type { ForwardHandler } from './forward.handler';

/** Forwards that were authorised or refused by auth, by what became of them. */
export function countForwards(forward: ForwardHandler, metrics: Metrics): ForwardHandler {
  const counter = metrics.counter({
    name: 'commerce_forwards_total',
    help: 'Forwards by kind and outcome: relayed, replayed, or the classifier of the error',
    labels: ['kind', 'outcome'],
  });
  return async (request, once) => {
    const count = (outcome: string) => counter.inc({ kind: request.subject.kind, outcome });
    try {
      const forwarded = await forward(request, once);
      count(forwarded.replayed ? 'replayed' : 'relayed');
      return forwarded;
    } catch (error) {
      count(error instanceof Problem ? error.classifier : 'internal_error');
      throw error;
    }
  };
}
