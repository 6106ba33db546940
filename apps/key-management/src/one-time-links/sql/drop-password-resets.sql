DELETE FROM key_management.one_time_links WHERE kind = 'password_reset' AND user_id = $1
