import type { Authorized } from '../authorization/request-authorizer.port';
import type { Operation } from '../authorization/operation';
import { recordId } from './record-id';

/** What was done, to what. Nothing of a card, and nothing of a query. */
export interface Access {
  readonly operation: Operation;
  readonly tokenId?: string;
  readonly paymentDataId?: string | null;
  readonly merchantId?: string | null;
  /** Of a forward: scheme, host, port and path. */
  readonly destination?: string;
  /** Of a list: the ids of what was on the page. */
  readonly listed?: readonly string[];
}

/** A row of `commerce.access_records` without its ordinal, as it is spooled and handed to the database. */
export interface AccessRecord {
  readonly id: string;
  readonly at: string;
  readonly account_id: string;
  readonly key_id: string;
  readonly operation: string;
  readonly token_id: string | null;
  readonly payment_data_id: string | null;
  readonly merchant_id: string | null;
  readonly destination: string | null;
  readonly request_id: string;
  /** 32 hexadecimal digits for each. */
  readonly listed: string | null;
}

export type Accessor = Pick<Authorized, 'verdict' | 'requestId'>;

export function accessRecord({ verdict, requestId }: Accessor, access: Access, at: Date): AccessRecord {
  return {
    id: recordId(at),
    at: at.toISOString(),
    account_id: verdict.accountId,
    key_id: verdict.keyId,
    operation: access.operation,
    token_id: access.tokenId ?? null,
    payment_data_id: access.paymentDataId ?? null,
    merchant_id: access.merchantId ?? null,
    destination: access.destination ?? null,
    request_id: requestId,
    listed: access.listed?.join('').replaceAll('-', '') ?? null,
  };
}
