DELETE FROM key_management.sessions s USING key_management.users u
WHERE s.id_hash = $1 AND u.id = s.user_id
RETURNING s.user_id, u.account_id
