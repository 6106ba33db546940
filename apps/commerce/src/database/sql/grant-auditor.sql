-- What the role of an auditor may read: who reached which cards, and the seals over it. {{role}} is a quoted identifier.
-- Nothing of a card, and nothing may be written. Repeating it changes nothing.
GRANT USAGE ON SCHEMA commerce TO {{role}};
GRANT SELECT ON
  commerce.access_records,
  commerce.access_record_lines,
  commerce.tree_heads,
  commerce.tree_tiles,
  commerce.seals,
  commerce.sealing_keys
TO {{role}};
