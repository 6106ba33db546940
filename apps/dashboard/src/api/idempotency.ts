import { useRef } from 'react';

/**
 * The idempotency key of a submission: the same as long as the same content is sent, so that repeating after an unknown
 * outcome makes nothing twice; another one for other content.
 */
export function createIdempotencyKeys(makeKey: () => string): (content: unknown) => string {
  let last: { readonly content: string; readonly key: string } | null = null;
  return (content) => {
    const text = JSON.stringify(content);
    if (last?.content !== text) last = { content: text, key: makeKey() };
    return last.key;
  };
}

export function useIdempotencyKeys(): (content: unknown) => string {
  const keys = useRef<((content: unknown) => string) | null>(null);
  keys.current ??= createIdempotencyKeys(() => crypto.randomUUID());
  return keys.current;
}
