-- How far auth's list of last uses is in the read model. In the row of the checkpoint, because the two belong together: a read
-- model that begins anew has no last uses either, see save-checkpoint.sql.
ALTER TABLE key_management.read_model_checkpoint ADD COLUMN uses_cursor text;
