SELECT event_store.log_id() AS log_id, coalesce(max(position), 0) AS head FROM event_store.events
