SELECT ordinal, effective_at FROM key_management.audit_entries WHERE ordinal = ANY ($1::bigint[])
