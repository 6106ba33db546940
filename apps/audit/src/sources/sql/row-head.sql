SELECT ordinal FROM {{schema}}.{{lines}} ORDER BY ordinal DESC LIMIT 1
