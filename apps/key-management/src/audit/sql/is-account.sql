SELECT 1 FROM key_management.audit_models WHERE account_id = $1 LIMIT 1
