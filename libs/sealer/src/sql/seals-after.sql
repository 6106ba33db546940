SELECT number, seal FROM {{schema}}.seals WHERE number > $1 ORDER BY number LIMIT $2
