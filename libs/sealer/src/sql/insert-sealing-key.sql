INSERT INTO {{schema}}.sealing_keys (fingerprint, public_key_pem) VALUES ($1, $2) ON CONFLICT DO NOTHING
