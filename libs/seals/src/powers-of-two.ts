// Neither logarithms nor bit operators: those round beyond 2 ** 48, these know 32 bits.

/** The largest power of two smaller than `size` (2 or more). */
export function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** `2 ** heightOf(size)` is the power of two `size`. */
export function heightOf(power: number): number {
  let height = 0;
  for (let rest = power; rest > 1; rest /= 2) height++;
  return height;
}

export function isPowerOfTwo(size: number): boolean {
  return size > 0 && largestPowerBelow(size + 1) === size;
}
