-- Two activations for one merchant follow each other: the later one sees what the earlier one made current. In order, so that
-- they cannot wait for each other.
SELECT kid FROM commerce.merchant_encryption_keys
WHERE account_id = $1 AND merchant_id = $2
ORDER BY kid
FOR UPDATE
