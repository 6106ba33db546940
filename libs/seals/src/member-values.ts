/** Where the values of a member of the outermost object stand in its bytes, in order: one in any canonical JSON. */
export function memberValues(json: Uint8Array, name: string): { readonly start: number; readonly end: number }[] {
  const bytes = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
  const wanted = Buffer.from(`${JSON.stringify(name)}:`);
  if (!bytes.includes(wanted)) return [];
  const values = [];
  for (let at = 1, depth = 1; at < bytes.length;) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      const end = endOfString(bytes, at);
      if (depth === 1 && beginsAt(bytes, at, wanted)) {
        const value = { start: at + wanted.length, end: endOfValue(bytes, at + wanted.length) };
        values.push(value);
        at = value.end;
      } else {
        at = end;
      }
      continue;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) depth--;
    at++;
  }
  return values;
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d];

function beginsAt(bytes: Buffer, at: number, wanted: Buffer): boolean {
  for (let n = 0; n < wanted.length; n++) if (bytes[at + n] !== wanted[n]) return false;
  return true;
}

/** Behind the string that begins at `at`. */
function endOfString(bytes: Buffer, at: number): number {
  for (let next = at + 1; next < bytes.length; next++) {
    if (bytes[next] === BACKSLASH) next++;
    else if (bytes[next] === QUOTE) return next + 1;
  }
  return bytes.length;
}

/** Behind the value that begins at `start`: at the comma or bracket that ends it. */
function endOfValue(bytes: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfString(bytes, at) - 1;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if (depth-- === 0) return at;
    } else if (byte === COMMA && depth === 0) return at;
  }
  return bytes.length;
}
