SELECT commerce.append_access_records($1)
