import { type z } from 'zod';
import { SettingsError, type SettingFault } from './settings-error';
import { settingText } from './settings-from-files';

export type SettingsShape = Readonly<Record<string, z.ZodType>>;
export type SettingsOf<Shape extends SettingsShape> = { readonly [Name in keyof Shape]: z.output<Shape[Name]> };

/**
 * Reads every variable of `shape` from the environment, some from files too (`settingText`); an empty one counts as not set.
 * Throws one `SettingsError` that names all that are wrong and what is expected (a schema's description, else its own
 * messages), never a value.
 */
export function readSettings<Shape extends SettingsShape>(
  shape: Shape,
  env: Readonly<Record<string, string | undefined>> = process.env,
): SettingsOf<Shape> {
  const settings: Record<string, unknown> = {};
  const faults: SettingFault[] = [];
  for (const [name, schema] of Object.entries(shape)) {
    const text = textOrFaults(name, env, faults);
    if (text === UNREADABLE) continue;
    const parsed = schema.safeParse(text);
    if (parsed.success) settings[name] = parsed.data;
    else faults.push({ name, reason: faultOf(schema, text === undefined, parsed.error) });
  }
  if (faults.length > 0) throw new SettingsError(faults);
  // Every member of the shape was parsed by its own schema just above.
  return settings as SettingsOf<Shape>;
}

const UNREADABLE = Symbol('its file cannot be read');

function textOrFaults(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  faults: SettingFault[],
): string | undefined | typeof UNREADABLE {
  try {
    return settingText(name, env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    faults.push(...error.faults);
    return UNREADABLE;
  }
}

function faultOf(schema: z.ZodType, missing: boolean, error: z.ZodError): string {
  const expected = descriptionOf(schema) ?? expectedBy(error);
  return missing ? `is not set (${expected})` : `is wrong (${expected})`;
}

/** The messages of built-in checks tell what is expected; only one for an unknown member could repeat a caller's text. */
function expectedBy(error: z.ZodError): string {
  return error.issues
    .map(({ code, message }) => (code === 'unrecognized_keys' ? 'unknown member' : message))
    .join(', ');
}

/** `.default()` and `.optional()` wrap a schema and hide its description. */
function descriptionOf(schema: z.ZodType): string | undefined {
  if (schema.description !== undefined) return schema.description;
  const inner = (schema.def as { innerType?: z.ZodType }).innerType;
  return inner === undefined ? undefined : descriptionOf(inner);
}
