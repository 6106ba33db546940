import { scrub } from '../logging/scrub';

export type ReadinessChecks = Readonly<Record<string, () => Promise<unknown>>>;

export interface CheckResult {
  readonly ok: boolean;
  readonly message?: string;
}

export interface Readiness {
  readonly status: 'ready' | 'not_ready';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

/** Runs all checks at once; one that rejects or does not answer in time is not ok and says why, without secrets. */
export async function runChecks(checks: ReadinessChecks, deadlineMs: number): Promise<Readiness> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await runCheck(check, deadlineMs)] as const),
  );
  const ready = results.every(([, { ok }]) => ok);
  return { status: ready ? 'ready' : 'not_ready', checks: Object.fromEntries(results) };
}

async function runCheck(check: () => Promise<unknown>, deadlineMs: number): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    await Promise.race([check(), deadline]);
    return { ok: true };
  } catch (error) {
    return { ok: false, message: scrub(error instanceof Error ? error.message : String(error)).slice(0, 200) };
  } finally {
    clearTimeout(timer);
  }
}
