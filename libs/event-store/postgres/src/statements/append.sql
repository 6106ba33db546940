select log_id, append, verdict, "position", version, event_id
from event_store.append($1, $2, $3, $4, $5, $6, $7, $8)
