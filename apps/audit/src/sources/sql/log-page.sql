-- As the bytes are, and through the primary key: what was altered by hand is to be found, not to be stumbled over.
SELECT position, stream, version, id, type, data, metadata
FROM event_store.events
WHERE position > $1::bigint AND position <= $2::bigint
ORDER BY position
LIMIT $3
