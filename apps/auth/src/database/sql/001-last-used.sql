-- When each key was last allowed something, to the second. Each write has a revision; a key is found under that of its
-- latest change, so that a reader can follow.
CREATE TABLE auth.last_used (
  key_id uuid PRIMARY KEY,
  used_at timestamptz NOT NULL,
  revision bigint NOT NULL
);
CREATE INDEX last_used_by_revision ON auth.last_used (revision, key_id);

-- One row. `epoch` tells this table from one that was there before it: its revisions begin anew.
CREATE TABLE auth.last_used_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  revision bigint NOT NULL DEFAULT 0
);
INSERT INTO auth.last_used_head DEFAULT VALUES;
