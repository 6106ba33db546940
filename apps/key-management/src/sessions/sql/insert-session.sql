INSERT INTO key_management.sessions (id_hash, user_id, signed_in_at, confirmed_at, last_seen_at)
VALUES ($1, $2, $3, $4, $5)
