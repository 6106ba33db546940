import { useCallback, useRef, useState } from 'react';

export interface Submission<Input, Output> {
  readonly pending: boolean;
  readonly error: unknown;
  /** Resolves with what was answered, or null if it failed (then `error` says why) or one is already on its way. */
  readonly submit: (input: Input) => Promise<Output | null>;
  readonly reset: () => void;
}

/** One write at a time, never repeated by itself. Nothing of it is kept: an answer may hold a secret. */
export function useSubmission<Input, Output>(write: (input: Input) => Promise<Output>): Submission<Input, Output> {
  const [state, setState] = useState<{ pending: boolean; error: unknown }>({ pending: false, error: null });
  const running = useRef(false);

  const submit = async (input: Input): Promise<Output | null> => {
    if (running.current) return null;
    running.current = true;
    setState({ pending: true, error: null });
    try {
      const output = await write(input);
      setState({ pending: false, error: null });
      return output;
    } catch (error) {
      setState({ pending: false, error });
      return null;
    } finally {
      running.current = false;
    }
  };
  const reset = useCallback(() => setState({ pending: false, error: null }), []);

  return { ...state, submit, reset };
}
