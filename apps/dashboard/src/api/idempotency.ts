import { useState } from 'react';

export interface IdempotencyKeys {
  /** The same as long as the same content is sent, so that repeating after an unknown outcome makes nothing twice. */
  readonly keyFor: (content: unknown) => string;
  /** After an answer: what is sent next is meant as something new, even if it is the same. */
  readonly forget: () => void;
}

export function createIdempotencyKeys(makeKey: () => string): IdempotencyKeys {
  let last: { readonly content: string; readonly key: string } | null = null;
  return {
    keyFor(content) {
      const text = JSON.stringify(content);
      if (last?.content !== text) last = { content: text, key: makeKey() };
      return last.key;
    },
    forget() {
      last = null;
    },
  };
}

export function useIdempotencyKeys(): IdempotencyKeys {
  const [keys] = useState(() => createIdempotencyKeys(() => crypto.randomUUID()));
  return keys;
}
