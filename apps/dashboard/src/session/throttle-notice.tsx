import { ApiProblem } from '../api/api-problem';
import { Notice } from '../ui/notice';
import { sessionText } from './session.text';
import { useCountdown } from './use-countdown';

const DEFAULT_WAIT_SECONDS = 1;

/** How long a throttled caller has to wait; 0 for any other error. */
export function useThrottle(error: unknown): number {
  const throttled = error instanceof ApiProblem && error.status === 429;
  return useCountdown(throttled ? (error.retryAfterSeconds ?? DEFAULT_WAIT_SECONDS) : 0, error);
}

/** The seconds are shown to the eye as they pass, and read out once. */
export function ThrottleNotice({ secondsLeft }: { readonly secondsLeft: number }) {
  return (
    <Notice tone="warning" role="alert">
      <p aria-hidden={secondsLeft > 0}>{sessionText.tooMany(secondsLeft)}</p>
      {secondsLeft > 0 && <p className="visually-hidden">{sessionText.tooManyForNow}</p>}
    </Notice>
  );
}
