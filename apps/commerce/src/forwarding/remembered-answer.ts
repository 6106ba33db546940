import type { Answer } from '@latchkey/idempotency';
import { isClassifier, Problem } from '@latchkey/platform';
import type { RelayedAnswer } from './forward.types';
import type { Header } from './request-headers';

/** A destination's answer, masked already, as it is kept for a repeat. */
interface RelayedBody {
  readonly kind: 'relayed';
  readonly headers: readonly Header[];
  readonly base64: string;
}

interface ProblemBody {
  readonly kind: 'problem';
  readonly classifier: string;
}

export function remember({ status, headers, body }: RelayedAnswer): Answer {
  const kept: RelayedBody = { kind: 'relayed', headers, base64: body.toString('base64') };
  return { status, headers: {}, body: kept };
}

export function problemToRemember({ status, classifier }: Problem): Answer {
  const kept: ProblemBody = { kind: 'problem', classifier };
  return { status, headers: {}, body: kept };
}

/** Throws what was remembered as a problem. */
export function recall({ status, body }: Answer): RelayedAnswer {
  // Made by one of the two above, and sealed since.
  const kept = body as RelayedBody | ProblemBody;
  if (kept.kind === 'relayed') return { status, headers: kept.headers, body: Buffer.from(kept.base64, 'base64') };
  if (!isClassifier(kept.classifier)) throw new Error('an answer was remembered by a newer version');
  throw new Problem(kept.classifier, { outbound: 'sent', headers: { 'idempotent-replayed': 'true' } });
}
