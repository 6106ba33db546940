SELECT position, ordinal, effective_at, back_position, back_ordinal FROM key_management.sealing
