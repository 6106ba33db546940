import { inSchema } from './in-schema';
import createSeals from './sql/001-seals.sql';
import grantSealer from './sql/grant-sealer.sql';

/**
 * The SQL that makes `<schema>.tree_heads`, `tree_tiles`, `seals`, `sealing_keys`, `seal_publications` and `sealer`. The schema must exist.
 * The service's role needs what `sealsGrants` says.
 */
export const sealsMigration = (schema: string): string => inSchema(createSeals, schema);

/** Repeatable grants to `{{role}}`, which the caller fills in as in its own. */
export const sealsGrants = (schema: string): string => inSchema(grantSealer, schema);
