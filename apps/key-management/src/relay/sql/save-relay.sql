-- No row: somebody else has held the relay since, or the checkpoint is not where the caller left it. Nothing is changed then.
UPDATE key_management.relay SET position = $3
WHERE fence = $1 AND position IS NOT DISTINCT FROM $2
RETURNING fence
