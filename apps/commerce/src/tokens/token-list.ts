import { defineList, q, type ListQueryOf } from '@latchkey/platform-nest';
import { SCHEMES } from '@latchkey/vault';
import { NETWORK_TOKEN_STATUSES } from './network-token-status';

/** Query of `GET /tokens`. */
export const tokenList = defineList({
  sorts: { created_at: 'time' },
  filters: {
    /** Inclusive. */
    from: q.time,
    /** Exclusive. */
    to: q.time,
    network_token_status: q.list(q.oneOf(NETWORK_TOKEN_STATUSES)),
    scheme: q.list(q.oneOfAnyCase(SCHEMES)),
    business_key: q.list(q.text(200)),
    merchant_id: q.list(q.uuid),
  },
});

export type TokenListQuery = ListQueryOf<typeof tokenList>;
