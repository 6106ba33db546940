import { defineList, type ListQueryOf, q } from '@latchkey/platform-nest';

const MAX_SEARCH_CHARS = 100;

/** What `GET /api-keys` can be asked. */
export const keyList = defineList({
  sorts: { created_at: 'time', label: 'text', last_used_at: 'time-or-null' },
  filters: {
    status: q.list(q.oneOf(['active', 'revoked', 'all'])),
    merchant_id: q.list(q.uuid),
    q: q.text(MAX_SEARCH_CHARS),
  },
});

export type KeyListQuery = ListQueryOf<typeof keyList>;
