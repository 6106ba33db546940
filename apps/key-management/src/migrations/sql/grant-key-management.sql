-- key-management appends events and never changes one; its own tables it may use freely, but not alter.
SELECT event_store.grant_writer({{role_text}});
GRANT USAGE ON SCHEMA key_management TO {{role}};
GRANT SELECT, INSERT, UPDATE, DELETE ON
  key_management.read_model_checkpoint,
  key_management.accounts,
  key_management.merchants,
  key_management.api_keys,
  key_management.api_key_uses,
  key_management.idempotency_records,
  key_management.sessions,
  key_management.known_devices,
  key_management.one_time_links,
  key_management.throttle_buckets
TO {{role}};
-- The read model of another log is thrown away whole.
GRANT TRUNCATE ON
  key_management.accounts,
  key_management.merchants,
  key_management.api_keys,
  key_management.api_key_uses
TO {{role}};
-- A user is removed by an update.
GRANT SELECT, INSERT, UPDATE ON key_management.users TO {{role}};
-- What was done stays, for as long as a setting says.
GRANT SELECT, INSERT ON key_management.user_actions TO {{role}};
GRANT SELECT ON key_management.user_action_ordinals, key_management.user_action_lines TO {{role}};
GRANT EXECUTE ON FUNCTION key_management.remove_old_user_actions(integer, integer) TO {{role}};
GRANT SELECT, UPDATE ON key_management.relay TO {{role}};
GRANT SELECT, UPDATE ON key_management.sealing TO {{role}};
-- The audit index follows the log: what was, stays; what is, ends. That of another log is thrown away whole.
GRANT SELECT, INSERT, TRUNCATE ON
  key_management.audit_entries,
  key_management.audit_unreadable,
  key_management.audit_models,
  key_management.audit_forward_urls
TO {{role}};
GRANT SELECT, INSERT, UPDATE, TRUNCATE ON
  key_management.audit_merchants,
  key_management.audit_destinations,
  key_management.audit_keys
TO {{role}};
