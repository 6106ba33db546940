import { SEALED_LOGS, TILE_WIDTH } from '@latchkey/seals';
import { z } from 'zod';

/** docs/audit-cli.md says in words what these lines are. */
export const EXPORT_FORMAT = 'latchkey-export-1';

/** Of a part; a multiple of the events between two lines of leaf hashes. */
export const PART_EVENTS = 200 * TILE_WIDTH;

export const HEADER_FILE = 'header.ndjson';
export const TRAILER_FILE = 'trailer.ndjson';
export const partFile = (number: number): string => `part-${String(number).padStart(6, '0')}.ndjson`;

/** Of a line that is no event. */
export const CONTROL = Buffer.from('{"kind":');

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);
const ordinal = z.number().int().min(1);

const part = z.strictObject({ number: ordinal, first: ordinal, count: ordinal, sha256 });

const controlLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('header'),
    format: z.literal(EXPORT_FORMAT),
    log: z.enum(SEALED_LOGS),
    log_id: z.string().min(1).max(100),
    store: z.enum(['postgres', 'eventstoredb']),
    part_events: ordinal.refine((events) => events % TILE_WIDTH === 0),
  }),
  z.strictObject({ kind: z.literal('leaves'), first: ordinal, count: ordinal.max(TILE_WIDTH), hashes: z.base64() }),
  part.extend({ kind: z.literal('part'), position: z.string().max(200) }),
  z.strictObject({ kind: z.literal('key'), fingerprint: z.string(), public_key_pem: z.string().max(2_000) }),
  z.strictObject({ kind: z.literal('seal'), seal: z.unknown() }),
  z.strictObject({
    kind: z.literal('manifest'),
    events: count,
    root: sha256,
    parts: z.array(part),
    seals: count,
    sha256,
  }),
]);

export type ControlLine = z.output<typeof controlLine>;
export type LineOf<Kind extends ControlLine['kind']> = Extract<ControlLine, { kind: Kind }>;
export type PartSummary = z.output<typeof part>;

/** With its end. `kind` comes first, by which a line is told from an event's. */
export const controlText = ({ kind, ...members }: ControlLine): Buffer =>
  Buffer.from(`${JSON.stringify({ kind, ...members })}\n`);

export function parseControlLine(line: Uint8Array): ControlLine | undefined {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
  const parsed = controlLine.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}
