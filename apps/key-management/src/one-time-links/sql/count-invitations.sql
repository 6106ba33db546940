SELECT count(*)::int AS pending FROM key_management.one_time_links
WHERE kind = 'invitation' AND account_id = $1 AND expires_at > $2
