-- auth follows the log and writes nothing to it.
SELECT event_store.grant_reader({{role_text}});
