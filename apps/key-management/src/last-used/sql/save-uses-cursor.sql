-- In the transaction of what it stands for, under the lock of lock-checkpoint.
UPDATE key_management.read_model_checkpoint SET uses_cursor = $1
