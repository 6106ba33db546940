import { Problem } from '@latchkey/platform';

/** 503: what is kept beside the log is not what was sealed, so nothing of it is handed out. */
export const notAsSealed = (cause?: unknown): Problem =>
  new Problem('audit_unavailable', {
    detail: 'What is kept beside the log is not as it was sealed; audit verify says what is wrong.',
    cause,
  });
