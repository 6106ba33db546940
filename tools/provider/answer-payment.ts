import { REDACTED } from '@latchkey/platform';
import { randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders } from 'node:http';
import { parsePayment } from './parse-payment';
import { shownInLog } from './shown-in-log';

export type PaymentRequest = {
  readonly method: string | undefined;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type ProviderAnswer = {
  readonly status: number;
  /** JSON. */
  readonly body: string;
  /** What of it the log may show. */
  readonly shown: object;
};

const PROVIDER = 'local-echo';

/** 200 `approved`, or 402 `declined` for an amount that ends in 01; with all that was received, credentials excepted. */
export const answerPayment = ({ method, path, headers, body }: PaymentRequest): ProviderAnswer => {
  const payment = parsePayment(body, headers['content-type']);
  if (!payment.ok) return refusal(payment.status, payment.reason);
  const declined = /^[0-9]*01$/.test(payment.amount ?? '');
  const outcome = { payment_id: `pay_${randomUUID()}`, status: declined ? 'declined' : 'approved' };
  const { json: received, content } = payment;
  return {
    status: declined ? 402 : 200,
    body: withMember({ provider: PROVIDER, ...outcome, method, path, headers: withoutCredentials(headers) }, received),
    shown: { payment_id: outcome.payment_id, outcome: outcome.status, body: shownInLog(content) },
  };
};

export const refusal = (status: number, reason: string): ProviderAnswer => ({
  status,
  body: JSON.stringify({ provider: PROVIDER, status: 'refused', reason }),
  shown: { outcome: 'refused', reason },
});

/** `body` as it came, character by character: reading and writing it again would round long numbers. */
const withMember = (members: object, body: string): string => `${JSON.stringify(members).slice(0, -1)},"body":${body}}`;

const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key']);

const withoutCredentials = (headers: IncomingHttpHeaders): object =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, CREDENTIALS.has(name) ? REDACTED : value] as const),
  );
