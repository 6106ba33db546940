import { BadLine } from '@latchkey/seals';
import { z } from 'zod';

const row = z.looseObject({ ordinal: z.int() });

/** What a row says its ordinal is; nothing else in it matters here. Throws `BadLine`. */
export function ordinalOfRow(line: Uint8Array): number {
  try {
    return row.parse(JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('utf8'))).ordinal;
  } catch {
    throw new BadLine('it is no JSON object with an ordinal');
  }
}
