-- Whoever audits reads who reached what. {{role}} is a quoted identifier. Repeating it changes nothing.
GRANT USAGE ON SCHEMA commerce TO {{role}};
GRANT SELECT ON commerce.access_records TO {{role}};
