-- How far the index is, and what lies at both ends of it.
SELECT s.position, s.ordinal, s.effective_at,
  (SELECT effective_at FROM key_management.audit_entries WHERE ordinal = 1) AS first_at,
  (SELECT min(ordinal) FROM key_management.audit_unreadable) AS unreadable
FROM key_management.sealing s
