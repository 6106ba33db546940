-- The old id is good for nothing from the commit on. When it was signed in stays: no confirmation makes a session longer.
UPDATE key_management.sessions SET id_hash = $2, confirmed_at = $3, last_seen_at = greatest(last_seen_at, $3)
WHERE id_hash = $1
