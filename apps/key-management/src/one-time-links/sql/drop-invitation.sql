DELETE FROM key_management.one_time_links
WHERE kind = 'invitation' AND account_id = $1 AND id = $2 AND expires_at > $3
RETURNING id, kind, account_id, email, email_folded, role, user_id, created_at, created_by_type, created_by_id, expires_at
