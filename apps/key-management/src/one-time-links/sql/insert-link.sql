INSERT INTO key_management.one_time_links
  (id, token_hash, kind, account_id, email, email_folded, role, user_id,
   created_at, created_by_type, created_by_id, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
