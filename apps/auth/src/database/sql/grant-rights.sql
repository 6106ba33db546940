-- What the service's role may do. {{role}} is a quoted identifier. Repeating it changes nothing.
GRANT USAGE ON SCHEMA auth TO {{role}};
GRANT SELECT, INSERT, UPDATE ON auth.last_used TO {{role}};
GRANT SELECT, UPDATE (revision) ON auth.last_used_head TO {{role}};
