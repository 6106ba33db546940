import { q, queryPipe, type QueryOf } from '@latchkey/platform-nest';

export const MAX_TIMEOUT_MS = 60_000;

const shape = { wait: q.oneOf(['all', 'none']), timeout_ms: q.integer(0, MAX_TIMEOUT_MS) };

/** `wait` and `timeout_ms` of what takes a right away. Checked, and without effect until auth can be asked to confirm. */
export const waitQuery = queryPipe(shape);
export type WaitQuery = QueryOf<typeof shape>;
