-- Whoever deletes the row has it; others wait, and find none.
DELETE FROM key_management.one_time_links
WHERE token_hash = $1 AND expires_at > $2
RETURNING id, kind, account_id, email, email_folded, role, user_id, created_at, created_by_type, created_by_id, expires_at
