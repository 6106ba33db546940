-- Under the lock of lock-tree, in the transaction of the tiles.
UPDATE {{schema}}.tree_heads SET size = $3, frontier = $4 WHERE log = $1 AND log_id = $2
