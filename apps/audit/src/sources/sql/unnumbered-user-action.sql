-- Whatever commits has its ordinal; the first that has none.
SELECT a.ordinal FROM key_management.user_actions a
WHERE NOT EXISTS (SELECT FROM key_management.user_action_lines l WHERE l.line->'row' = to_jsonb(a.ordinal))
ORDER BY a.ordinal LIMIT 1
