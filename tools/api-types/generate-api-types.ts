import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';

const root = join(import.meta.dirname, '../..');
export const API_TYPES_FILE = join(root, 'apps/dashboard/src/api/schema.ts');

const HEADER = '// Written by `npm run api-types` from apps/key-management/src/openapi. Do not edit.\n\n';

/** The text that `apps/dashboard/src/api/schema.ts` must have. */
export async function generateApiTypes(): Promise<string> {
  // Computed: to the module boundaries an app may not be imported, and what it says of itself is what is wanted here.
  const described: { openApi: OpenAPI3 } = await import(join(root, 'apps/key-management/src/openapi/openapi.ts'));
  const types = await openapiTypes(described.openApi, { alphabetize: true });
  return format(HEADER + astToString(types), { ...(await resolveConfig(API_TYPES_FILE)), parser: 'typescript' });
}
