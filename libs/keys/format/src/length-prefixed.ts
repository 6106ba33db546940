/** Each field after its length (uint32, big-endian): no two lists of fields have the same bytes. Text is UTF-8. */
export function lengthPrefixed(fields: readonly (string | Uint8Array)[]): Buffer {
  let size = 0;
  for (const field of fields) size += 4 + (typeof field === 'string' ? Buffer.byteLength(field) : field.length);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const field of fields) {
    const start = at + 4;
    if (typeof field === 'string') at = start + bytes.write(field, start);
    else {
      bytes.set(field, start);
      at = start + field.length;
    }
    bytes.writeUInt32BE(at - start, start - 4);
  }
  return bytes;
}
