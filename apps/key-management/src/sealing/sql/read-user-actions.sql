SELECT line FROM key_management.user_action_lines WHERE ordinal > $1 ORDER BY ordinal LIMIT $2
