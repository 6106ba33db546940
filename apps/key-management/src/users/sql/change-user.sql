UPDATE key_management.users SET name = $2, role = $3 WHERE id = $1 AND removed_at IS NULL
RETURNING id, account_id, email, name, role, created_at, last_signed_in_at, removed_at
