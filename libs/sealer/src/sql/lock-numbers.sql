-- Taken last, until the transaction ends: of the seals of several logs one is stored at a time.
SELECT pg_advisory_xact_lock(hashtextextended('{{schema}}.seals', 0))
