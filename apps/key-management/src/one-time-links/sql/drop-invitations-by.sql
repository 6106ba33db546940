DELETE FROM key_management.one_time_links
WHERE kind = 'invitation' AND account_id = $1 AND created_by_type = 'user' AND created_by_id = $2
RETURNING id
