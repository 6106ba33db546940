-- $2 events behind what is in the log, put there as its owner: of ten events eight make a key, one labels one of them, one
-- revokes it. $1 account, whose keys they are. The bytes are canonical JSON, as the append writes them.
WITH base AS (SELECT coalesce(max(position), 0) AS position FROM event_store.events),
made AS (
  SELECT n, CASE n % 10 WHEN 8 THEN n - 8 WHEN 9 THEN n - 9 ELSE n END AS key,
    CASE n % 10 WHEN 8 THEN 'KeyLabeled' WHEN 9 THEN 'KeyRevoked' ELSE 'KeyCreated' END AS type
  FROM generate_series(0, $2::int - 1) AS n
),
named AS (SELECT made.*, overlay(overlay(md5('key ' || key) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid AS key_id FROM made)
INSERT INTO event_store.events (position, stream, version, id, type, data, metadata)
SELECT base.position + 1 + n, 'apikey-' || key_id, CASE n % 10 WHEN 8 THEN 1 WHEN 9 THEN 2 ELSE 0 END, gen_random_uuid(), type,
  convert_to(format('{"accountId":"%s"', $1::text) || CASE type
    WHEN 'KeyCreated' THEN format(',"display":"lk_test_3fK9aB…x7Qe","keyId":"%s","label":"Till %s","replaces":null,"scope":null,"verifier":{"pepperVersion":1,"value":"%s"}}',
      key_id, n, translate(rtrim(encode(sha256(n::text::bytea), 'base64'), '='), '+/', '-_'))
    WHEN 'KeyLabeled' THEN format(',"keyId":"%s","label":"Till of north %s"}', key_id, n)
    ELSE format(',"keyId":"%s"}', key_id) END, 'UTF8'),
  convert_to(format('{"actor":{"id":"%1$s","type":"operator"},"causationId":"%1$s","correlationId":"bench","schemaVersion":1,"time":"2026-01-01T00:00:00.000Z"}', $1::text), 'UTF8')
FROM named CROSS JOIN base
