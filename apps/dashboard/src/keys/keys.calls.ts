import { answer, api, type Schemas } from '../api/client';
import { type CreatedKey, type Key } from './key.types';

export type NewKey = Schemas['CreateKey'];

/** The answer has the secret: it goes to whoever asked and nowhere else. */
export const createKey = (body: NewKey, idempotencyKey: string): Promise<CreatedKey> =>
  answer(api.POST('/api-keys', { body, params: { header: { 'x-idempotency-key': idempotencyKey } } }));

export const relabelKey = (id: string, label: string): Promise<Key> =>
  answer(api.PATCH('/api-keys/{id}', { params: { path: { id } }, body: { label } }));

export const readKey = (id: string): Promise<Key> => answer(api.GET('/api-keys/{id}', { params: { path: { id } } }));

export const revokeKey = (id: string): Promise<Schemas['Revocation']> =>
  answer(api.DELETE('/api-keys/{id}', { params: { path: { id } } }));
