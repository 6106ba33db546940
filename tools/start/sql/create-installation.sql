-- Whose database this is: one row with the fingerprint of the secrets that it was set up with, which tells nothing of them.
-- Called within the lock of claim-database.ts.
create schema if not exists latchkey;
create table if not exists latchkey.installation (fingerprint text primary key);
