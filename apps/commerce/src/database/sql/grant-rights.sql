-- What the service's role may do. {{role}} is a quoted identifier. Repeating it changes nothing.
GRANT USAGE ON SCHEMA commerce, commerce_volatile TO {{role}};
GRANT SELECT, INSERT ON commerce.account_keys TO {{role}};
-- Of a stored card one thing changes: how its network token is doing.
GRANT SELECT, INSERT, DELETE, UPDATE (network_token_status) ON commerce.tokens TO {{role}};
GRANT SELECT, INSERT, UPDATE, DELETE ON commerce.idempotency_records TO {{role}};
GRANT SELECT, INSERT ON commerce.network_tokens TO {{role}};
GRANT SELECT, INSERT ON commerce.payment_data TO {{role}};
GRANT SELECT, INSERT, DELETE, UPDATE (activated_at) ON commerce.merchant_encryption_keys TO {{role}};
GRANT SELECT, INSERT, DELETE ON commerce_volatile.security_codes TO {{role}};
-- Who did what with whose cards: written through one function alone, never changed.
GRANT SELECT ON commerce.access_records, commerce.access_record_lines TO {{role}};
GRANT EXECUTE ON FUNCTION
  commerce.append_access_records(jsonb),
  commerce.remove_old_access_records(integer, integer)
TO {{role}};
