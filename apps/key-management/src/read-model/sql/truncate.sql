-- What was derived from another log means nothing for this one.
TRUNCATE key_management.accounts, key_management.merchants, key_management.api_keys, key_management.api_key_uses
