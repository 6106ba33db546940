insert into active_key (key_id, account_id, label, display, merchant_ids, features, created_at)
values ($1, $2, $3, $4, $5, $6, $7)
