import { randomUUID } from 'node:crypto';
import { OPERATOR_TOKEN } from './test-service';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed JSON; tests look into it as they expect it to be. */
  readonly body: Json;
}

/** Whatever came back: the expectations say what it should have been. */
export interface Json {
  readonly [member: string]: Json;
}

/** An array that came back; empty if it was none. */
export const items = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? json : []);

/** A text or null that came back. */
export const textOf = (json: Json | undefined): string | null => (typeof json === 'string' ? json : null);

export interface Request {
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
}

export interface Client {
  request(method: string, path: string, request?: Request): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, json: unknown, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, json: unknown): Promise<Answer>;
  put(path: string, json: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

/** Calls the service with these headers on every request. */
export const createClient = (base: string, common: Record<string, string>): Client => {
  const request = async (method: string, path: string, { headers = {}, json, raw }: Request = {}): Promise<Answer> => {
    const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
    const response = await fetch(new URL(path, base), {
      method,
      headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...common, ...headers },
      signal: AbortSignal.timeout(20_000),
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
  return {
    request,
    get: (path, headers = {}) => request('GET', path, { headers }),
    post: (path, json, headers = {}) => request('POST', path, { json, headers }),
    patch: (path, json) => request('PATCH', path, { json }),
    put: (path, json, headers = {}) => request('PUT', path, { json, headers }),
    delete: (path) => request('DELETE', path),
  };
};

const parse = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
};

export const operatorOf = (base: string, account?: string): Client =>
  createClient(base, {
    authorization: `Bearer ${OPERATOR_TOKEN}`,
    ...(account === undefined ? {} : { 'x-latchkey-account': account }),
  });

export const keyHolderOf = (base: string, key: string): Client => createClient(base, { 'x-api-key': key });

export interface TestAccount {
  readonly id: string;
  /** The operator, about this account. */
  readonly operator: Client;
  readonly merchantIds: readonly string[];
}

/** Nobody else's, and without digits: enough of them in a row may be taken for a card number. */
export const randomLabel = (): string => randomUUID().replace(/[0-9]/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));

/** An account of that model with so many merchants besides its own. */
export const openTestAccount = async (base: string, operatingModel: string, merchants = 0): Promise<TestAccount> => {
  const opened = await operatorOf(base).post('/accounts', { name: 'Acme', operating_model: operatingModel });
  const id = String(opened.body['id']);
  const operator = operatorOf(base, id);
  const merchantIds: string[] = [];
  for (let number = 1; number <= merchants; number += 1) {
    merchantIds.push(String((await operator.post('/merchants', { legal_name: `Shop ${number}` })).body['id']));
  }
  return { id, operator, merchantIds };
};

export const createTestKey = async (
  { operator }: TestAccount,
  body: object = { label: 'Checkout' },
): Promise<{ id: string; secret: string; position: string }> => {
  const { body: key, headers } = await operator.post('/api-keys', body);
  return { id: String(key['id']), secret: String(key['secret']), position: headers.get('x-latchkey-position') ?? '' };
};
