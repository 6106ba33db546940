-- Locks the user's row, so that a password that is changed or a user who is removed at the same moment ends this session
-- too, or keeps it from beginning: `password_hash` is what was verified.
UPDATE key_management.users
SET last_signed_in_at = $3, password_hash = coalesce($4, password_hash)
WHERE id = $1 AND password_hash = $2
RETURNING id, account_id, email, name, role, created_at, last_signed_in_at, removed_at
