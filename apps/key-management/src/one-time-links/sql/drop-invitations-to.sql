DELETE FROM key_management.one_time_links
WHERE kind = 'invitation' AND account_id = $1 AND email_folded = $2
RETURNING id
