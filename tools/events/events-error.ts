/** Told to the operator as it is; exit code 1. */
export class EventsError extends Error {
  override readonly name = 'EventsError';
}
