select event_store.log_id(), coalesce(max(position), 0) from event_store.events
