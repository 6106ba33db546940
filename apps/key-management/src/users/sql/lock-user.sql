-- Taken before any row of the user's sessions, devices or links: whoever changes them waits in the same order.
SELECT id, account_id, email, name, role, created_at, last_signed_in_at, removed_at, password_hash
FROM key_management.users
WHERE id = $1 AND removed_at IS NULL
FOR UPDATE
