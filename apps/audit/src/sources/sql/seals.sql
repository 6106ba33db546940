SELECT size, seal FROM key_management.seals WHERE log = $1 AND log_id = $2 AND size > $3 ORDER BY size LIMIT $4
