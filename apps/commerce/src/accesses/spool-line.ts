import { crc32 } from 'node:zlib';

/** A record as a line of a spool: a checksum, so that a line that was torn or changed is known for one, and its JSON. */
export const spoolLine = (json: string): string => `${checksum(json)} ${json}\n`;

export interface SpoolContents {
  /** JSON, in the order in which it was written. */
  readonly records: readonly string[];
  /** Lines that are not what was written. */
  readonly damaged: readonly Buffer[];
}

export function readSpool(bytes: Buffer): SpoolContents {
  const records: string[] = [];
  const damaged: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    const json = newline === -1 ? null : jsonOf(line);
    if (json === null) damaged.push(line);
    else records.push(json);
    start = end + 1;
  }
  return { records, damaged };
}

const NEWLINE = 0x0a;
const CHECKSUM_CHARACTERS = 8;

const checksum = (json: string | Buffer): string => crc32(json).toString(16).padStart(CHECKSUM_CHARACTERS, '0');

/** Null if it is not as it was written. */
function jsonOf(line: Buffer): string | null {
  const json = line.subarray(CHECKSUM_CHARACTERS + 1);
  const head = line.subarray(0, CHECKSUM_CHARACTERS + 1).toString('latin1');
  return head === `${checksum(json)} ` ? json.toString('utf8') : null;
}
