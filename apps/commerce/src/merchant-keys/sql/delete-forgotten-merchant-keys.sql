-- Those that were prepared before $1 and never activated, oldest first, in small bites.
DELETE FROM commerce.merchant_encryption_keys
WHERE id IN (
  SELECT id FROM commerce.merchant_encryption_keys
  WHERE activated_at IS NULL AND created_at < $1
  ORDER BY created_at
  LIMIT $2
)
