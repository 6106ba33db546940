import { outcomeProblem, type Attempt, type Idempotency } from '@latchkey/idempotency';
import { newId } from '@latchkey/platform';
import type { Authorized } from '../authorization/request-authorizer.port';
import { idempotencyScope } from './idempotency-scope';

export interface Creation {
  readonly caller: Authorized;
  /** Of the request, in lower case. */
  readonly path: string;
  readonly idempotencyKey: string | undefined;
  /** The body as it came, for the fingerprint. */
  readonly body: Buffer;
}

export interface Created<View> {
  readonly view: View;
  readonly replayed: boolean;
}

export interface CreationSteps<View, Remembered> {
  /** Makes it with the attempt's ids; above attempt 1 it may be there already. */
  readonly make: (attempt: Pick<Attempt, 'resourceId' | 'attempt'>) => Promise<View>;
  /** What is kept for a repeat: it outlives what was made by up to a day. */
  readonly remember: (view: View) => Remembered;
  /** The first answer again. Throws if what was made is not there any more. */
  readonly recall: (remembered: Remembered) => Promise<View>;
}

/** Makes a thing at most once for each idempotency key. Throws `Problem` 409 and 422 for a key that is in use otherwise. */
export async function onlyOnce<View, Remembered>(
  idempotency: Idempotency,
  { caller, path, idempotencyKey, body }: Creation,
  { make, remember, recall }: CreationSteps<View, Remembered>,
): Promise<Created<View>> {
  if (idempotencyKey === undefined) return { view: await make({ resourceId: newId(), attempt: 1 }), replayed: false };
  const scope = idempotencyScope(caller, path, idempotencyKey);
  const outcome = await idempotency.execute({ scope, fingerprint: [body] }, async (attempt) => {
    const view = await make(attempt);
    const answer = { status: 201, headers: {}, body: view };
    return { answer, remembered: { ...answer, body: remember(view) } };
  });
  switch (outcome.kind) {
    case 'fresh':
      return { view: outcome.answer.body, replayed: false };
    case 'replayed':
      // Made by `remember`, and sealed since.
      return { view: await recall(outcome.answer.body as Remembered), replayed: true };
    default:
      throw outcomeProblem(outcome);
  }
}
