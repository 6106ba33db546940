import { ApiProblem, readProblem, Unreachable } from './api-problem';
import { connection } from './connection';
import { type Gate } from './gate';
import { freshPasswordGate, signInGate } from './gates';
import { isStillSignedIn } from './session-check';
import { forgetPosition, keepPosition, withPosition } from './positions';
import { withPresence } from './presence';

const DEADLINE_MS = 30_000;
/** They answer 401 themselves: to whoever signs in, or asks whether anybody is signed in. */
const ABOUT_SIGNING_IN = new Set([
  '/session',
  '/one-time-links/look-up',
  '/invitations/accept',
  '/password-resets/accept',
]);

/**
 * `fetch` for our own API. Throws `ApiProblem` for an answer that says no and `Unreachable` for none. A request that fails
 * for want of a session or a fresh password waits until there is one and is then sent again: it was refused, so that is safe.
 */
export async function send(request: Request): Promise<Response> {
  let checked = false;
  for (;;) {
    const seen = { signIn: signInGate.openings(), freshPassword: freshPasswordGate.openings() };
    const response = await sendOnce(request.clone());
    if (response.ok) return response;
    const problem = await readProblem(response);
    if (problem.status === 401 && !ABOUT_SIGNING_IN.has(pathOf(request))) {
      // It may have been under way while the id of the session changed.
      const goesOn = !checked && (await isStillSignedIn(request.signal));
      checked = true;
      if (!goesOn) await passAgain(signInGate, seen.signIn, request.signal);
    } else if (problem.classifier === 'fresh_password_required') {
      await passAgain(freshPasswordGate, seen.freshPassword, request.signal);
    } else if (problem.classifier === 'unknown_position' && request.method === 'GET') {
      forgetPosition();
    } else throw problem;
  }
}

async function sendOnce(request: Request): Promise<Response> {
  const response = await fetchWhole(withPresence(withPosition(request))).catch((error: unknown) => {
    if (request.signal.aborted) throw error;
    connection.set('down');
    throw new Unreachable('No answer.', { cause: error });
  });
  if (response.status === 502 || response.status === 503 || response.status === 504) {
    const { classifier, message } = await readProblem(response);
    if (classifier !== 'position_not_reached') connection.set('down');
    throw new Unreachable(message, { cause: classifier });
  }
  connection.set('up');
  if (request.method !== 'GET') keepPosition(response.headers.get('x-latchkey-position'));
  return response;
}

/** Whatever our API does it says in JSON: an answer that breaks off on its way, or that something else gave, is none. */
async function fetchWhole(request: Request): Promise<Response> {
  const response = await fetch(request, {
    signal: AbortSignal.any([request.signal, AbortSignal.timeout(DEADLINE_MS)]),
  });
  if (response.ok) await response.clone().json();
  return response;
}

const passAgain = async (gate: Gate, seen: number, signal: AbortSignal): Promise<void> => {
  if (gate.openings() === seen) await gate.wait(signal);
};

const pathOf = (request: Request): string => new URL(request.url).pathname;

export const isProblem = (error: unknown, ...classifiers: readonly string[]): error is ApiProblem =>
  error instanceof ApiProblem && (classifiers.length === 0 || classifiers.includes(error.classifier));
