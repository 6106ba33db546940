SELECT key_management.remove_old_user_actions($1, $2) AS removed
