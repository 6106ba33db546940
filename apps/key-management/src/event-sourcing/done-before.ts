import { IdMismatch } from '@latchkey/event-store';
import { Problem } from '@latchkey/platform';

/**
 * Does the error say that another attempt of the same command came first? Its ids are ours and its bytes are not, or what
 * we were to make exists.
 */
export const wasDoneBefore = (error: unknown): boolean =>
  error instanceof IdMismatch || (error instanceof Problem && error.classifier === 'conflict');
