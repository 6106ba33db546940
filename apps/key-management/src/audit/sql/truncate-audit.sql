-- What was derived from another log means nothing for this one.
TRUNCATE key_management.audit_entries, key_management.audit_unreadable, key_management.audit_models,
  key_management.audit_merchants, key_management.audit_forward_urls, key_management.audit_destinations,
  key_management.audit_keys
