-- From the last one of the page before on, so that one that is there twice is seen.
SELECT ordinal, line FROM {{schema}}.{{lines}} WHERE ordinal >= $1::bigint AND ordinal <= $2::bigint ORDER BY ordinal LIMIT $3
