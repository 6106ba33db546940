-- Only forward: replicas' clocks may differ, and requests overtake each other.
UPDATE key_management.sessions SET last_seen_at = $2 WHERE id_hash = $1 AND last_seen_at < $2
