-- The row stays, for what was done names its id; the address is free for somebody else.
UPDATE key_management.users SET removed_at = $2, password_hash = NULL WHERE id = $1 AND removed_at IS NULL
RETURNING id, account_id, email, name, role, created_at, last_signed_in_at, removed_at
