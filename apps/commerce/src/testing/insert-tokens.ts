import { randomUUID } from 'node:crypto';
import type { TestCommerce } from './test-commerce';

export interface TestToken {
  readonly createdAt?: string;
  readonly scheme?: string;
  readonly status?: string;
  readonly businessKey?: string | null;
  readonly merchantId?: string | null | undefined;
  readonly expiresAt?: string;
}

/** Rows put straight into the table, without a readable card in them: for lists. Answers their ids in order. */
export async function insertTokens(
  { sql }: Pick<TestCommerce, 'sql'>,
  accountId: string,
  tokens: readonly TestToken[],
): Promise<string[]> {
  const rows = tokens.map((token) => ({
    id: randomUUID(),
    account_id: accountId,
    merchant_id: token.merchantId ?? null,
    created_at: token.createdAt ?? '2026-01-01T00:00:00.000Z',
    scheme: token.scheme ?? 'VISA',
    network_token_status: token.status ?? 'not_available',
    business_key: token.businessKey ?? null,
    expires_at: token.expiresAt ?? null,
  }));
  await sql(
    `INSERT INTO commerce.tokens (id, account_id, merchant_id, created_at, expiry_month, expiry_year, scheme,
       masked_account_number, account_number_last_four, account_number_length, network_token_status, business_key,
       expires_at, wrapped_key, account_number, fingerprint)
     SELECT id, account_id, merchant_id, created_at, 12, 2040, scheme, '41111111****1111', '1111', 16,
       network_token_status, business_key, expires_at, '\\x00', '\\x00', decode(repeat('00', 32), 'hex')
     FROM jsonb_to_recordset($1) AS t(id uuid, account_id uuid, merchant_id uuid, created_at timestamptz, scheme text,
       network_token_status text, business_key text, expires_at timestamptz)`,
    [JSON.stringify(rows)],
  );
  return rows.map(({ id }) => id);
}
