SELECT number, seal FROM key_management.seals
WHERE log = $1 AND number > $2 AND number < $3
ORDER BY CASE WHEN $4 THEN number END, number DESC LIMIT $5 OFFSET $6
