-- What the role of a service needs that seals; repeatable.
GRANT SELECT, INSERT, UPDATE ON
  {{schema}}.tree_heads,
  {{schema}}.tree_tiles,
  {{schema}}.seal_publications
TO {{role}};
GRANT SELECT, INSERT ON {{schema}}.seals, {{schema}}.sealing_keys TO {{role}};
GRANT SELECT, UPDATE ON {{schema}}.sealer TO {{role}};
