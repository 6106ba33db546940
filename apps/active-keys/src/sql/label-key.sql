update active_key set label = $2 where key_id = $1
