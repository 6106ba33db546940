/** `bigint` columns arrive as text. Throws RangeError for what a number cannot hold exactly. */
export function parseBigint(text: string | number): number {
  const value = Number(text);
  if (text === '' || !Number.isSafeInteger(value)) throw new RangeError('bigint out of the range of exact numbers');
  return value;
}
