-- Until the transaction ends nobody else applies or resets anything: of several replicas one does the work.
SELECT position FROM key_management.read_model_checkpoint FOR UPDATE
