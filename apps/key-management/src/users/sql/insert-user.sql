-- Waits for another one with the same address that is being inserted. No row: there is one.
INSERT INTO key_management.users
  (id, account_id, email, email_folded, name, role, password_hash, created_at, last_signed_in_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
ON CONFLICT (email_folded) WHERE removed_at IS NULL DO NOTHING
RETURNING id, account_id, email, name, role, created_at, last_signed_in_at, removed_at
