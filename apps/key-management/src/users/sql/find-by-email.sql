SELECT u.id, u.account_id, u.email, u.name, u.role, u.created_at, u.last_signed_in_at, u.removed_at, u.password_hash,
  EXISTS (
    SELECT FROM key_management.known_devices d WHERE d.id_hash = $2 AND d.user_id = u.id AND d.expires_at > $3
  ) AS known_device
FROM key_management.users u
WHERE u.email_folded = $1 AND u.removed_at IS NULL
