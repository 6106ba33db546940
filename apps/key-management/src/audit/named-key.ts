import { isUuid, Problem } from '@latchkey/platform';
import { badQuery } from '@latchkey/platform-nest';
import type { Pool } from '@latchkey/postgres';
import findKeysNamed from './sql/find-keys-named.sql';

/** Refuses what is neither an id nor a display form, a whole key above all: an address is no place for it. */
export const requireName = (named: string): string => {
  if (isUuid(named) || DISPLAY.test(named)) return named;
  throw badQuery([{ field: 'key', message: 'must be a key’s id or its display form, as in lk_live_3fK9aB…x7Qe' }]);
};

/**
 * The account's key of this name. Rejects with 404 for none and with 409 `ambiguous_key` for a display form of several, naming
 * them.
 */
export const findNamedKey = async (pool: Pool, accountId: string, named: string): Promise<string> => {
  const values = [accountId, isUuid(named) ? named : null, named.replace('...', '…')];
  const { rows } = await pool.query<{ key_id: string; created_at: Date }>({
    name: 'audit_find_keys_named',
    text: findKeysNamed,
    values,
  });
  const [first, ...more] = rows;
  if (first === undefined) throw new Problem('not_found');
  if (more.length === 0) return first.key_id;
  const errors = rows.map(({ key_id, created_at }) => ({
    field: 'key',
    message: `${key_id}, made at ${created_at.toISOString()}`,
  }));
  throw new Problem('ambiguous_key', { errors });
};

/** With three dots as well, which are easier to type. */
const DISPLAY = /^lk_(live|test)_[0-9A-Za-z]{6}(…|\.\.\.)[0-9A-Za-z]{4}$/;
