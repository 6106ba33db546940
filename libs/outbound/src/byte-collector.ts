export interface ByteCollector {
  /** False, and nothing kept, if it would be more than the limit. */
  add(chunk: Buffer): boolean;
  bytes(): Buffer;
}

/** Copies, because a list of one-byte chunks costs a hundred times what they hold. */
export function createByteCollector(maxBytes: number): ByteCollector {
  let kept = Buffer.alloc(0);
  let length = 0;
  return {
    add: (chunk) => {
      const after = length + chunk.length;
      if (after > maxBytes) return false;
      if (after > kept.length) {
        const larger = Buffer.alloc(Math.min(Math.max(after, kept.length * 2, FIRST_BYTES), maxBytes));
        kept.copy(larger, 0, 0, length);
        kept = larger;
      }
      chunk.copy(kept, length);
      length = after;
      return true;
    },
    bytes: () => kept.subarray(0, length),
  };
}

const FIRST_BYTES = 4096;
