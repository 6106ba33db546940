export const MAX_IDEMPOTENCY_KEY_LENGTH = 255;

/** 1 to 255 printable ASCII characters without spaces. Anything else: 400 `bad_header`. */
export const isIdempotencyKey = (text: string): boolean =>
  text.length <= MAX_IDEMPOTENCY_KEY_LENGTH && /^[\x21-\x7e]+$/.test(text);
