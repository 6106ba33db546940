-- After `read-progress` in the same transaction, which has made the row and locked it.
update progress set version = $3, diverted = $4 where topic = $1 and key = $2
