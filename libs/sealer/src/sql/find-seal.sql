SELECT number FROM {{schema}}.seals WHERE log = $1 AND log_id = $2 AND size = $3 AND seal = $4
