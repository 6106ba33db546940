SELECT commerce.remove_old_access_records($1, $2) AS removed
