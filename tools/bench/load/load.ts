import autocannon from 'autocannon';

export interface LoadRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly connections: number;
  readonly seconds: number;
  readonly expectedStatus: number;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly latencyMsP50: number;
  readonly latencyMsP99: number;
  readonly answers: number;
}

/** Keeps `connections` keep-alive connections busy, one request at a time each. Any other status is an error. */
export async function load(request: LoadRequest): Promise<LoadResult> {
  const result = await autocannon({
    url: request.url,
    method: request.method,
    headers: { ...request.headers },
    connections: request.connections,
    duration: request.seconds,
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const expected = result.statusCodeStats?.[String(request.expectedStatus) as keyof typeof result.statusCodeStats];
  const answers = Number((expected as { count?: number } | undefined)?.count ?? 0);
  const others = result.requests.total - answers;
  if (result.errors > 0 || others > 0) {
    throw new Error(
      `${request.url}: ${result.errors} errors, ${others} answers that are not ${request.expectedStatus}: ${JSON.stringify(result.statusCodeStats)}`,
    );
  }
  return {
    perSecond: answers / result.duration,
    latencyMsP50: result.latency.p50,
    latencyMsP99: result.latency.p99,
    answers,
  };
}
