import { request, type IncomingHttpHeaders } from 'node:http';
import { text as readText } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Parsed if it is JSON. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly json?: unknown;
  readonly raw?: string | Buffer;
}

/** One request over a connection of its own. Not `fetch`: a test must be able to repeat a header. */
export async function call(base: string, path: string, options: Call = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, json, raw } = options;
  const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
  const url = new URL(base);
  const sent = request({
    host: url.hostname,
    port: url.port,
    path,
    method,
    agent: false,
    headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  return new Promise((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) => {
      const answer = (text: string) => ({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text,
        body: parsed(text),
      });
      readText(response).then((text) => resolve(answer(text)), reject);
    });
    sent.end(body);
  });
}

function parsed(text: string): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    return {};
  }
}
