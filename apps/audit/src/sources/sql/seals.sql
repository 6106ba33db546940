SELECT seal FROM key_management.seals WHERE log = $1 AND log_id = $2 ORDER BY size
