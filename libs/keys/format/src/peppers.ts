import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/** The secrets that verifiers are made with, by version. */
export interface Peppers {
  /** The version for new verifiers. */
  readonly current: { readonly version: number; readonly pepper: KeyObject };
  get(version: number): KeyObject | undefined;
}

/** The file cannot be used; the message says why without quoting it. */
export class PeppersError extends Error {
  override readonly name = 'PeppersError';
}

/** Reads `{"current": 1, "peppers": {"1": "<base64 of 32 bytes>"}}`; throws `PeppersError`. */
export function createPeppers(fileContents: string): Peppers {
  const { current, peppers } = members(parse(fileContents), 'the file');
  const byVersion = new Map<number, KeyObject>();
  for (const [version, value] of Object.entries(members(peppers, '"peppers"'))) {
    if (!/^[1-9][0-9]{0,8}$/.test(version)) throw new PeppersError('a pepper version is not a whole number from 1 on');
    byVersion.set(Number(version), pepperOf(version, value));
  }
  const pepper = typeof current === 'number' ? byVersion.get(current) : undefined;
  if (typeof current !== 'number' || !pepper) throw new PeppersError('"current" does not name one of the peppers');
  return { current: { version: current, pepper }, get: (version) => byVersion.get(version) };
}

/** The contents of a new file with one random pepper. */
export const generatePeppersFile = (): string =>
  `${JSON.stringify({ current: 1, peppers: { 1: randomBytes(32).toString('base64') } })}\n`;

function pepperOf(version: string, value: unknown): KeyObject {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0);
  if (bytes.length !== 32 || bytes.toString('base64') !== value)
    throw new PeppersError(`pepper ${version} is not base64 of 32 bytes`);
  return createSecretKey(bytes);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not as `cause`: the parser's message quotes the text.
    throw new PeppersError('the file is not JSON');
  }
}

function members(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new PeppersError(`${name} is not a JSON object`);
  return { ...value };
}
