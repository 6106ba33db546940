SELECT ordinal FROM {{schema}}.{{lines}} ORDER BY ordinal LIMIT 1
