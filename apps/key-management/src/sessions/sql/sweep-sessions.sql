-- Those last seen before $1 or signed in before $2. SKIP LOCKED: replicas may sweep at the same time.
DELETE FROM key_management.sessions
WHERE id_hash IN (
  SELECT id_hash FROM key_management.sessions
  WHERE last_seen_at <= $1 OR signed_in_at <= $2
  LIMIT $3
  FOR UPDATE SKIP LOCKED
)
