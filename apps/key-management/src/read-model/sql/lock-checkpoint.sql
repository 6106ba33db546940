-- Until the transaction ends nobody else applies or resets anything: of several replicas one does the work. Its commit
-- does not wait for the disk: should it be lost, the rows and the checkpoint are lost together, and the log has it all.
SELECT position, uses_cursor, set_config('synchronous_commit', 'off', true)
FROM key_management.read_model_checkpoint FOR UPDATE
