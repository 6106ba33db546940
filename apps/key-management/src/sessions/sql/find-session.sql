-- At each request, on whichever replica: what was ended or changed a moment ago counts at once.
SELECT s.signed_in_at, s.confirmed_at, s.last_seen_at,
  u.id, u.account_id, u.email, u.name, u.role, u.created_at, u.last_signed_in_at, u.removed_at
FROM key_management.sessions s
JOIN key_management.users u ON u.id = s.user_id
WHERE s.id_hash = $1 AND u.removed_at IS NULL
