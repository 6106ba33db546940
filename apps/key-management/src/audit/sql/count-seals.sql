SELECT count(*)::int AS total FROM (SELECT FROM key_management.seals WHERE log = $1 LIMIT $2) AS counted
