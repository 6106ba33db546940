import createClient from 'openapi-fetch';
import { type components, type paths } from './schema';
import { send } from './send';

export type Schemas = components['schemas'];

/** Calls of our own API, typed by its description. A call throws `ApiProblem` or `Unreachable`; `answer` takes the data. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: send, credentials: 'same-origin' });

export async function answer<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  const { data } = await call;
  // `send` has thrown for every answer without data.
  return data as Data;
}
