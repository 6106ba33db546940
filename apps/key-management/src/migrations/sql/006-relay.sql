-- Who publishes the log to Kafka, and how far that is. One row. `position` is given out by the event store and compared by it
-- alone; null: nothing is published yet.
CREATE TABLE key_management.relay (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  position text,
  -- Grows with each new holder. Whoever was overtaken without noticing, stopped or cut off, has an older one.
  fence bigint NOT NULL DEFAULT 0,
  holder uuid,
  expires_at timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO key_management.relay DEFAULT VALUES;
