-- What the service's role may do. {{role}} is a quoted identifier. Repeating it changes nothing.
GRANT USAGE ON SCHEMA commerce TO {{role}};
GRANT SELECT, INSERT ON commerce.account_keys TO {{role}};
GRANT SELECT, INSERT, DELETE ON commerce.tokens TO {{role}};
GRANT SELECT, INSERT, UPDATE, DELETE ON commerce.idempotency_records TO {{role}};
