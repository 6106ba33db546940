delete from active_key where key_id = $1
