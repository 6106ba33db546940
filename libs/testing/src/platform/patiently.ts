import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './call';

const MAX_REPEATS = 8;

/** Repeats what is answered 503, as a client does: a machine under load may miss a deadline, a bug misses all of them. */
export async function patiently(send: () => Promise<Answer>): Promise<Answer> {
  for (let repeats = 0; ; repeats += 1) {
    const answer = await send();
    const { status, headers } = answer;
    const ours = headers.get('x-latchkey-relayed') === null;
    if (status !== 503 || !ours || repeats === MAX_REPEATS) return answer;
    await sleep(Math.min(1_000, Number(headers.get('retry-after') ?? 1) * 1_000));
  }
}
