-- The last ordinal whose effective time is before $1.
SELECT key_management.audit_ordinal($1, false) AS ordinal
