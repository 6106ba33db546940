import { Problem, type Classifier } from '@latchkey/platform';
import type { onRequestHookHandler } from 'fastify';

/** Bounds the calls in progress, and with them the bodies in memory; those beyond are told to come again. */
export function limitCalls(max: number, classifier: Classifier, onShed?: () => void): onRequestHookHandler {
  let inProgress = 0;
  return (_request, reply, done) => {
    if (inProgress >= max) {
      onShed?.();
      return done(new Problem(classifier));
    }
    inProgress += 1;
    // `close` comes once however the call ends, also when the caller goes away in the middle.
    reply.raw.once('close', () => (inProgress -= 1));
    done();
  };
}
