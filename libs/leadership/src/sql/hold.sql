-- No row: somebody else has taken over. With it nobody does before the transaction ends.
SELECT fence FROM {{table}} WHERE fence = $1 FOR SHARE
