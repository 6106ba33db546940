export interface Called {
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the log, after a change; empty for anything else. */
  readonly position: string;
}

/** One call of the setting-up. Throws for any status but the one expected, which is 201 by default for POST, else 200. */
export async function call(
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<Called> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (response.status !== (method === 'POST' ? 201 : 200)) {
    throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
  }
  return {
    // Written by our own services, which answer objects.
    body: (await response.json()) as Called['body'],
    position: response.headers.get('x-latchkey-position') ?? '',
  };
}
