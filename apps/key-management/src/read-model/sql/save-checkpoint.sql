-- In the transaction of what it stands for, under the lock of lock-checkpoint. The first one of a read model that begins anew
-- lets the last uses be read anew as well.
UPDATE key_management.read_model_checkpoint
SET position = $1, uses_cursor = CASE WHEN position IS NOT NULL THEN uses_cursor END
