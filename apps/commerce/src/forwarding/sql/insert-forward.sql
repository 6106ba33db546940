INSERT INTO commerce.forwards
  (id, at, account_id, key_id, token_id, payment_data_id, merchant_id, destination, request_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
