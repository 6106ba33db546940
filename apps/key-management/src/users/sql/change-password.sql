UPDATE key_management.users SET password_hash = $2, last_signed_in_at = coalesce($3, last_signed_in_at)
WHERE id = $1 AND removed_at IS NULL
RETURNING id, account_id, email, name, role, created_at, last_signed_in_at, removed_at
