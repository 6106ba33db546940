-- Until the transaction ends nobody else adds to this tree or seals it.
SELECT size, frontier FROM {{schema}}.tree_heads WHERE log = $1 AND log_id = $2 FOR UPDATE
