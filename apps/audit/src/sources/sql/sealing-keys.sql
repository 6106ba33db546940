SELECT public_key_pem FROM {{schema}}.sealing_keys ORDER BY fingerprint
