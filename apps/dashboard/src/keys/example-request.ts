import { type Scope } from './key.types';

interface ExampleRequest {
  readonly curl: string;
  /** Whether something in angle brackets has to be filled in. */
  readonly hasPlaceholders: boolean;
}

const BASE = '$LATCHKEY_COMMERCE_URL';

/** A call that this very key is allowed to make, the simplest there is. A key has only letters, digits and underscores. */
export function exampleRequest(secret: string, scope: Scope | null): ExampleRequest {
  const key = `-H "x-api-key: ${secret}"`;
  const may = (feature: Scope['features'][number]): boolean => scope === null || scope.features.includes(feature);
  const json = `-H "content-type: application/json"`;
  if (may('tokens.list')) return { curl: `curl "${BASE}/tokens?limit=3" ${key}`, hasPlaceholders: false };
  if (may('tokens.read')) return { curl: `curl "${BASE}/tokens/<token id>" ${key}`, hasPlaceholders: true };
  if (may('payment-data.list'))
    return { curl: `curl "${BASE}/tokens/<token id>/payment-data" ${key}`, hasPlaceholders: true };
  if (may('payment-data.forward')) {
    const body = `'{"token": {{ network_token }}, "cryptogram": {{ cryptogram }}}'`;
    return {
      curl: `curl "${BASE}/payment-data/<payment data id>/forward" ${key} ${json} -d ${body}`,
      hasPlaceholders: true,
    };
  }
  const headers = `-H "x-latchkey-token: <token id>" -H "x-destination-url: <destination URL>"`;
  return {
    curl: `curl "${BASE}/forward" ${key} ${headers} ${json} -d '{"number": {{ account_number }}}'`,
    hasPlaceholders: true,
  };
}

export const envLine = (secret: string): string => `LATCHKEY_API_KEY=${secret}`;
