SELECT count(*)::int AS others FROM key_management.users
WHERE account_id = $1 AND role = 'owner' AND removed_at IS NULL AND id <> $2
