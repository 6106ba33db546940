import { ApiProblem, Unreachable } from './api-problem';

/** What to say of an error where nothing more exact can be said: one sentence, with the next step. */
export function problemSentence(error: unknown): string {
  if (error instanceof Unreachable) return unreachable;
  if (!(error instanceof ApiProblem)) return unexpected;
  return byClassifier[error.classifier] ?? byStatus(error);
}

const unexpected = 'Something went wrong on this page. Reload it and try again.';
const unreachable =
  'Latchkey did not answer, so it is not known whether this was done. Trying again is safe: nothing is done twice.';

const byClassifier: Readonly<Record<string, string>> = {
  role_forbids: 'Your role does not allow this. Ask an owner of the account.',
  origin_forbidden:
    'This page was opened at another address than the dashboard’s own. Open the address you were given.',
  not_found: 'It is not there, or it belongs to another account.',
  scoped_keys_unavailable: 'The account’s operating model has no scoped keys. It may have changed; reload the page.',
  operating_model_forbids: 'The account’s operating model does not allow this. It may have changed; reload the page.',
  fresh_password_required: 'Your password is needed before this can be done. Try again and give it.',
  idempotency_key_in_progress: 'The first attempt is still running. Wait a moment and try again.',
  precondition_failed: 'It was changed meanwhile. Reload the page to see how it is now.',
  too_many_requests: 'Too many requests. Wait a moment and try again.',
  internal_error: 'Something went wrong on our side. Try again; if it stays, tell the operator.',
};

function byStatus({ status, message }: ApiProblem): string {
  if (status === 401) return 'You are not signed in. Sign in and try again.';
  return message === '' ? 'Latchkey answered in an unexpected way. Try again.' : message;
}
