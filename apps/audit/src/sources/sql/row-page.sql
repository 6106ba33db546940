SELECT ordinal, line FROM {{schema}}.{{lines}} WHERE ordinal > $1 AND ordinal <= $2 ORDER BY ordinal LIMIT $3
