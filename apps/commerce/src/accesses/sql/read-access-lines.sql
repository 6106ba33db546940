SELECT line FROM commerce.access_record_lines WHERE ordinal > $1 ORDER BY ordinal LIMIT $2
