-- In the transaction of what it stands for, in the term of whoever seals. No row: it is not where the caller left it.
UPDATE key_management.sealing
SET position = $3, ordinal = $4, effective_at = $5, back_position = $6, back_ordinal = $7
WHERE position IS NOT DISTINCT FROM $1 AND ordinal = $2
RETURNING true AS saved
