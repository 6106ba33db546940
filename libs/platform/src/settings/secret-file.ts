import { readFileSync, statSync } from 'node:fs';
import { type z } from 'zod';
import { type Mode } from './common-settings';
import { SettingsError } from './settings-error';

export interface SecretFileOptions<Schema extends z.ZodType> {
  /** The environment variable that named the file; errors name it. */
  readonly setting: string;
  readonly path: string;
  readonly schema: Schema;
  /** `live` refuses a file with `generated_for: "development"`. */
  readonly mode: Mode;
}

const MAX_BYTES = 1024 * 1024;

/**
 * Reads a JSON file of secrets at start. Throws a `SettingsError` that names the setting when the file is absent,
 * readable by others than its owner, not JSON or not what the schema wants. No message holds any of its contents.
 */
export function readSecretFile<Schema extends z.ZodType>(options: SecretFileOptions<Schema>): z.output<Schema> {
  const refuse = (reason: string) => new SettingsError([{ name: options.setting, reason }]);
  const value = parse(readPrivate(options.path, refuse), refuse);
  if (options.mode === 'live' && isGeneratedForDevelopment(value)) {
    throw refuse('names a file generated for development, which LATCHKEY_MODE=live refuses');
  }
  const parsed = options.schema.safeParse(value);
  if (!parsed.success) throw refuse(`names a file with unexpected contents (at ${placesOf(parsed.error)})`);
  return parsed.data;
}

/** Likewise a file that is one secret and nothing else, such as a password or a private key; without the line's end. */
export function readSecretText({ setting, path }: { readonly setting: string; readonly path: string }): string {
  const refuse = (reason: string) => new SettingsError([{ name: setting, reason }]);
  const text = readPrivate(path, refuse).replace(/\r?\n$/, '');
  if (text === '') throw refuse('names an empty file');
  return text;
}

function readPrivate(path: string, refuse: (reason: string) => SettingsError): string {
  let mode: number;
  let text: string;
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > MAX_BYTES) throw refuse('must name an ordinary file of at most 1 MiB');
    mode = stat.mode;
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    throw refuse(`names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw refuse('names a file that others than its owner may use; its mode must be 0600');
  }
  return text;
}

function parse(text: string, refuse: (reason: string) => SettingsError): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text around the fault: that would be the secret.
    throw refuse('names a file that is not JSON');
  }
}

function isGeneratedForDevelopment(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'generated_for') === 'development';
}

/** Depth only: member names of a file of secrets may be key versions, and nothing more is needed to find the fault. */
function placesOf(error: z.ZodError): string {
  return [...new Set(error.issues.map(({ path }) => path.map(String).join('.') || 'its top level'))].join(', ');
}
