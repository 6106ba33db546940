-- The last event at a time ($2) or before it ($1), and when that was; no row: there is none.
SELECT e.ordinal, e.position, e.effective_at
FROM key_management.audit_entries e WHERE e.ordinal = key_management.audit_ordinal($1, $2)
