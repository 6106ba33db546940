-- Until the transaction ends nobody else invites, changes or removes users of the account. Taken first of all, so that what
-- is read afterwards is what the one before has left.
SELECT pg_advisory_xact_lock(hashtextextended('latchkey-users-' || $1, 0))
