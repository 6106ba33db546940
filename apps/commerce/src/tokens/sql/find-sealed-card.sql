-- A token that is alive, with what opens its card. The names are those of SealedCard.
SELECT id, account_id AS "accountId", merchant_id AS "merchantId", expiry_month AS "expiryMonth",
  expiry_year AS "expiryYear", scheme, wrapped_key AS "wrappedKey", cardholder_name AS "cardholderName",
  account_number AS "accountNumber"
FROM commerce.tokens
WHERE id = $1 AND account_id = $2 AND (expires_at IS NULL OR expires_at > $3)
