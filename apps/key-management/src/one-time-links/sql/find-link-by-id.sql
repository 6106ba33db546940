SELECT id, kind, account_id, email, email_folded, role, user_id, created_at, created_by_type, created_by_id, expires_at
FROM key_management.one_time_links
WHERE id = $1
