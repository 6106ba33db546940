import type { IncomingMessage } from 'node:http';
import type { FailureReason } from './outbound-failure';

export interface AnswerHead {
  readonly status: number;
  readonly headers: [name: string, value: string][];
  readonly gzip: boolean;
  /** What the server says it waits for the next request. Null: it does not say. */
  readonly keepAliveSeconds: number | null;
}

export interface HeadLimits {
  readonly maxAnswerBytes: number;
  readonly maxHeaders: number;
}

/** Judges the head before any of the body is kept. Node's parser has refused what is not HTTP; this is what it lets pass. */
export function readHead(message: IncomingMessage, method: string, limits: HeadLimits): AnswerHead | FailureReason {
  const headers = pairs(message.rawHeaders);
  const all = (wanted: string) => headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  const status = message.statusCode ?? 0;
  if (status < 200 || status > 599) return 'destination_bad_answer';
  if (message.httpVersion !== '1.1' && message.httpVersion !== '1.0') return 'destination_bad_answer';
  if (headers.length > limits.maxHeaders) return 'destination_bad_answer';
  const lengths = all('content-length');
  if (!isOneFraming(all('transfer-encoding'), lengths, message.httpVersion)) return 'destination_bad_answer';
  if (method !== 'HEAD' && Number(lengths[0] ?? 0) > limits.maxAnswerBytes) return 'destination_answer_too_large';
  const encoding = all('content-encoding').join(',').trim().toLowerCase();
  if (!KNOWN_ENCODINGS.has(encoding)) return 'destination_bad_answer';
  return {
    status,
    headers: headers.filter(([name]) => !TRAVEL.has(name.toLowerCase())),
    gzip: encoding === 'gzip' || encoding === 'x-gzip',
    keepAliveSeconds: keepAliveSeconds(all('keep-alive').join(',')),
  };
}

/** Two answers to "where does the body end" is how one answer is smuggled behind another. */
function isOneFraming(codings: readonly string[], lengths: readonly string[], httpVersion: string): boolean {
  if (codings.length + lengths.length > 1) return false;
  if (codings.some((coding) => httpVersion === '1.0' || coding.trim().toLowerCase() !== 'chunked')) return false;
  return lengths.every((length) => /^\d+$/.test(length));
}

function keepAliveSeconds(value: string): number | null {
  const found = /(?:^|[,;\s])timeout\s*=\s*(\d{1,9})/i.exec(value)?.[1];
  return found === undefined ? null : Number(found);
}

function pairs(raw: readonly string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) found.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return found;
}

const KNOWN_ENCODINGS = new Set(['', 'identity', 'gzip', 'x-gzip']);
/** How the body travelled; after decoding and buffering it would be untrue. */
const TRAVEL = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'trailer']);
