import { BASE64, BASE64_CHARACTERS, BREAK, RAW_BASE64 } from './alphabets';
import { KEEP, STAR, replace, type Overlay } from './overlay';
import { read, type Reading } from './reading';
import { PIECE, type Work } from './work';

/**
 * Decodes whatever could be base64 in `bytes`, has `look` find what must go from it, and writes that over in base64: the text
 * stays as long as it was, and decodes to the same bytes with asterisks in them. Where base64 begins is unknown ("/" and
 * letters may stand before it), so there are four ways to cut it.
 */
export function* maskBase64(bytes: Uint8Array, overlay: Overlay, look: Look): Work<void> {
  const reading = yield* read(bytes, BASE64);
  yield* maskRuns(reading, overlay, look);
  // What looks like an escape right before base64 may be its beginning: `%4` and then `aGVs…`.
  if (reading.escapes.length > 0) yield* maskRuns(yield* read(bytes, RAW_BASE64), overlay, look);
}

type Look = (decoded: Uint8Array) => Work<Overlay>;

function* maskRuns(reading: Reading, overlay: Overlay, look: Look): Work<void> {
  for (let skip = 0; skip < 4; skip++) {
    const { decoded, origins } = yield* decode(reading, skip);
    const found = decoded.length > 0 ? yield* look(decoded) : null;
    if (!found?.touched) continue;
    overlay.touched = true;
    const changed = reading.symbols.slice();
    for (let i = 0; i < decoded.length; i++) {
      if (i % PIECE === 0) yield;
      if (found.over[i] !== KEEP) putStar(changed, origins[i] ?? 0);
    }
    for (let i = 0; i < reading.length; i++) {
      if (i % PIECE === 0) yield;
      const sextet = changed[i] ?? 0;
      if (sextet === reading.symbols[i]) continue;
      // Sextets with bits of an asterisk are never 62 or 63, which the two kinds of base64 write differently.
      const from = reading.from[i] ?? 0;
      replace(overlay, from, from + (reading.width[i] ?? 0), BASE64_CHARACTERS.charCodeAt(sextet));
    }
  }
}

const SHORTEST_RUN = 8;
const JOINED = 'x'.charCodeAt(0);
const END = 0xff;

/**
 * The bytes of all runs of base64, each without its first `skip` characters, ended by FF. `origins`: for each byte, four times
 * the index of the sextet that it begins in, plus half the number of bits of that sextet before it.
 */
function* decode({ symbols, length }: Reading, skip: number): Work<{ decoded: Uint8Array; origins: Uint32Array }> {
  const decoded = new Uint8Array(length + 1);
  const origins = new Uint32Array(length + 1);
  let size = 0;
  for (let from = 0, pieceTo = PIECE; from < length; from++) {
    let to = from;
    for (; to < length && symbols[to] !== BREAK; to++) if (to % PIECE === 0) yield;
    if (from >= pieceTo) {
      yield;
      pieceTo = from + PIECE;
    }
    if (to - from >= SHORTEST_RUN) {
      // What is cut off may have been a letter or a digit: nothing stands alone directly behind it.
      if (skip > 0) decoded[size++] = JOINED;
      for (let first = from + skip, used = 0; first + 1 < to;) {
        if (size % PIECE === 0) yield;
        const [left, right] = [symbols[first] ?? 0, symbols[first + 1] ?? 0];
        origins[size] = first * 4 + used / 2;
        decoded[size++] = ((left << (2 + used)) | (right >> (4 - used))) & 0xff;
        first += used === 4 ? 2 : 1;
        used = (used + 2) % 6;
      }
      decoded[size++] = END;
    }
    from = to;
  }
  return { decoded: decoded.subarray(0, size), origins };
}

/** Writes the eight bits of an asterisk into the two sextets that hold the byte. */
function putStar(sextets: Uint8Array, origin: number): void {
  const first = origin >> 2;
  const inFirst = 6 - (origin & 3) * 2;
  const inSecond = 8 - inFirst;
  sextets[first] = ((sextets[first] ?? 0) & (0x3f << inFirst) & 0x3f) | (STAR >> inSecond);
  sextets[first + 1] = ((sextets[first + 1] ?? 0) & (0x3f >> inSecond)) | ((STAR << (6 - inSecond)) & 0x3f);
}
