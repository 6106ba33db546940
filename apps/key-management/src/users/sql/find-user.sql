SELECT id, account_id, email, name, role, created_at, last_signed_in_at, removed_at
FROM key_management.users
WHERE id = $1
