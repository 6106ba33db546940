-- Whoever audits reads the log, its seals, what was made of it, and what was done about users; no secret, no personal data,
-- and nothing can be written.
SELECT event_store.grant_reader({{role_text}});
GRANT USAGE ON SCHEMA key_management TO {{role}};
GRANT SELECT ON
  key_management.seals,
  key_management.sealing_keys,
  key_management.tree_heads,
  key_management.tree_tiles,
  key_management.read_model_checkpoint,
  key_management.accounts,
  key_management.merchants,
  key_management.api_keys,
  key_management.api_key_uses,
  key_management.user_actions,
  key_management.user_action_lines
TO {{role}};
