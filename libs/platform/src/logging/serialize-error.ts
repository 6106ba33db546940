const MAX_CAUSES = 5;
const MAX_MESSAGE_CHARS = 4_096;
const MAX_STACK_CHARS = 16_384;

export interface SerializedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: SerializedError;
  readonly errors?: readonly SerializedError[];
}

/**
 * An error for the log: its name, message, stack, code and causes. Nothing else it may carry: drivers hang the statement's
 * parameters and the row's values on their errors.
 */
export function serializeError(error: unknown, depth = 0): SerializedError {
  if (!(error instanceof Error))
    return {
      type: typeof error,
      message: typeof error === 'string' ? error.slice(0, MAX_MESSAGE_CHARS) : 'not an Error',
    };
  const { name, message, stack, cause } = error;
  const code: unknown = Reflect.get(error, 'code');
  const deeper = depth < MAX_CAUSES;
  return {
    type: name,
    message: message.slice(0, MAX_MESSAGE_CHARS),
    ...(stack === undefined ? {} : { stack: stack.slice(0, MAX_STACK_CHARS) }),
    ...(typeof code === 'string' ? { code } : {}),
    ...(cause === undefined || !deeper ? {} : { cause: serializeError(cause, depth + 1) }),
    ...(error instanceof AggregateError && deeper
      ? { errors: error.errors.slice(0, MAX_CAUSES).map((inner) => serializeError(inner, depth + 1)) }
      : {}),
  };
}
