SELECT 1 FROM key_management.audit_merchants WHERE account_id = $1 AND merchant_id = $2
