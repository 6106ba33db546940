SELECT public_key_pem FROM key_management.sealing_keys ORDER BY fingerprint
