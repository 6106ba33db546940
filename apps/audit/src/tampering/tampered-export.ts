import type { JsonObject } from '@latchkey/event-store';
import { leafHash, type PublicEvent, rowLine } from '@latchkey/seals';
import { createHash } from 'node:crypto';

/** What both checks must say: where the first bad event is, or only that the place of the fault is named. */
export type Expected = { readonly from: number; readonly to: number } | 'a place';

/** An export as its lines, without their ends; `lines[at]` of event `ordinal`. */
export interface ExportLines {
  readonly lines: readonly string[];
  at(ordinal: number): number;
}

export function exportLines(text: string): ExportLines {
  const lines = text.split('\n').slice(0, -1);
  const places = lines.flatMap((line, index) => (isEvent(line) ? [index] : []));
  return { lines, at: (ordinal) => places[ordinal - 1] ?? -1 };
}

export const isEvent = (line: string): boolean => !line.startsWith('{"kind":');

/** The byte at `at` is another one; what that is expected to be found as. */
export function withByte(bytes: Buffer, at: number, flip: number): { bytes: Buffer; expected: Expected } {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ flip;
  const before = bytes.subarray(0, at).toString('latin1').split('\n');
  const line = bytes.toString('latin1').split('\n')[before.length - 1] ?? '';
  const ordinal = before.slice(0, -1).filter(isEvent).length + 1;
  return { bytes: changed, expected: isEvent(line) ? { from: ordinal, to: ordinal } : 'a place' };
}

/** Ordinals and versions as if nothing had happened: what somebody does who alters a log with care. */
export function renumbered(events: readonly PublicEvent[]): Uint8Array[] {
  const versions = new Map<string, number>();
  return events.map((event, index) => {
    const version = versions.get(event.stream) ?? 0;
    versions.set(event.stream, version + 1);
    return rowLine({ ...event, ordinal: index + 1, version });
  });
}

/** The first ordinal at which two logs differ; undefined: nowhere. */
export function firstDifference(a: readonly Uint8Array[], b: readonly Uint8Array[]): number | undefined {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [one, other] = [a[index], b[index]];
    if (!one || !other || Buffer.compare(one, other) !== 0) return index + 1;
  }
  return undefined;
}

/** All that an export says of itself made right again behind an edited trailer: its sum and the number of seals. */
export function withTrailerSums(lines: readonly string[]): string[] {
  const sum = createHash('sha256');
  for (const line of lines) if (/^{"kind":"(header|part|key|seal)"/.test(line)) sum.update(`${line}\n`);
  const seals = lines.filter((line) => line.startsWith('{"kind":"seal"')).length;
  const manifest = JSON.parse(lines.at(-1) ?? '') as JsonObject;
  return lines.with(-1, JSON.stringify({ ...manifest, seals, sha256: sum.digest('hex') }));
}

export const leavesOf = (lines: readonly Uint8Array[]): Uint8Array[] => lines.map((line) => leafHash(line));
