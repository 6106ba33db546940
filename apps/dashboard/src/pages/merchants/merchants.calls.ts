import { answer, api, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { type Merchant, merchantsQuery } from '../../directory/merchants.query';

export type MerchantBody = Schemas['AddMerchant'];
export type MerchantChanges = Schemas['ChangeMerchant'];
export type EncryptionKey = Schemas['EncryptionKey'];

export const addMerchant = (body: MerchantBody, idempotencyKey: string): Promise<Merchant> =>
  answer(api.POST('/merchants', { body, params: { header: { 'x-idempotency-key': idempotencyKey } } }));

export const changeMerchant = (id: string, body: MerchantChanges): Promise<Merchant> =>
  answer(api.PATCH('/merchants/{id}', { params: { path: { id } }, body }));

export const removeMerchant = ({ id }: Pick<Merchant, 'id'>): Promise<Merchant> =>
  answer(api.DELETE('/merchants/{id}', { params: { path: { id } } }));

/** The answer has the key: it goes to whoever asked and nowhere else. */
export const issueEncryptionKey = (id: string, idempotencyKey: string): Promise<EncryptionKey> =>
  answer(
    api.POST('/merchants/{id}/encryption-key', {
      params: { path: { id }, header: { 'x-idempotency-key': idempotencyKey } },
    }),
  );

/** Puts what was answered in its place at once, and reads the list again. */
export function merchantChanged(changed: Merchant): void {
  queryClient.setQueryData(
    merchantsQuery.queryKey,
    (all) => all && [...all.filter(({ id }) => id !== changed.id), changed].sort(byAge),
  );
  void queryClient.invalidateQueries({ queryKey: merchantsQuery.queryKey });
}

const byAge = (one: Merchant, other: Merchant): number => one.created_at.localeCompare(other.created_at);
