import { parseDestinationUrl, type DestinationUrl } from '@latchkey/accounts-domain';
import type { Allow } from '@latchkey/auth-client';
import { Problem, type Clock } from '@latchkey/platform';
import { verdictProblem } from '../authorization/verdict-problem';
import type { Forward } from './forward.types';

/** Key, feature, merchant and destination, allowed in one verdict. */
export interface Permit {
  readonly url: DestinationUrl;
  readonly relay: 'masked' | 'status_only';
  readonly insecureLoopback: boolean;
  /** By two clocks: one stands still while a machine is suspended, the other may be set. */
  ageMs(): number;
}

type Asking = Pick<Forward, 'caller' | 'subject' | 'to' | 'stopwatch'>;

/** Asks auth whether this may go there, now. Throws `Problem` 401, 403, 404, 409, 503. */
export async function authoriseForward({ caller, subject, to, stopwatch }: Asking, clock: Clock): Promise<Permit> {
  const askedAtMs = performance.now();
  const askedAtWallMs = clock.now().getTime();
  const wish = { merchantId: subject.merchantId, destination: to.wish };
  const answer = await stopwatch.time('authorise', () => caller.askToForward(wish));
  if (answer.verdict !== 'allow') {
    const problem = verdictProblem(answer);
    // Its merchant left the scope since it was found: it is not there any more.
    throw problem.classifier === 'merchant_not_in_scope' ? new Problem('not_found') : problem;
  }
  const { destination } = answer;
  // auth says how to treat a destination that it allows; without that nothing leaves.
  if (destination === null) throw new Problem('authorization_unavailable');
  return {
    url: urlOf(to, answer),
    ...destination,
    ageMs: () => Math.max(performance.now() - askedAtMs, clock.now().getTime() - askedAtWallMs),
  };
}

function urlOf(to: Forward['to'], { forwardUrl }: Allow): DestinationUrl {
  const url = parseDestinationUrl(to.kind === 'url' ? to.href : (forwardUrl ?? ''));
  // Both were judged already, one by us and one when it was stored.
  if (!url.ok) throw new Problem('destination_not_allowed');
  return url.value;
}
