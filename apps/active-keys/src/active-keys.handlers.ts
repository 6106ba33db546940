import type { EventHandlers } from '@latchkey/event-consumer';
import type { PoolClient } from '@latchkey/postgres';
import add from './sql/add-key.sql';
import label from './sql/label-key.sql';
import remove from './sql/remove-key.sql';

/** What this service makes of the events: one row for each key that is active. */
export const activeKeysHandlers: EventHandlers<PoolClient> = {
  'latchkey.api-key.created.v1': async ({ data, time }, client) => {
    const { key_id, account_id, display, scope } = data;
    const values = [
      key_id,
      account_id,
      data.label,
      display,
      scope?.merchant_ids ?? null,
      scope?.features ?? null,
      time,
    ];
    await client.query({ name: 'active-keys.add', text: add, values });
  },
  'latchkey.api-key.labeled.v1': async ({ data }, client) => {
    await client.query({ name: 'active-keys.label', text: label, values: [data.key_id, data.label] });
  },
  'latchkey.api-key.revoked.v1': async ({ data }, client) => {
    await client.query({ name: 'active-keys.remove', text: remove, values: [data.key_id] });
  },
};
