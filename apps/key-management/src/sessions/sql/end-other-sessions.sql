-- Called with the user's row locked, which every sign-in locks too: none can begin in between unseen.
DELETE FROM key_management.sessions WHERE user_id = $1 AND ($2::bytea IS NULL OR id_hash <> $2)
