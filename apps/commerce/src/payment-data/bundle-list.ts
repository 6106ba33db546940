import { defineList, type ListQueryOf } from '@latchkey/platform-nest';

/** Query of `GET /tokens/{id}/payment-data`. */
export const bundleList = defineList({ sorts: { created_at: 'time' }, filters: {} });

export type BundleListQuery = ListQueryOf<typeof bundleList>;
