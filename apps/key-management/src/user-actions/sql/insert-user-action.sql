INSERT INTO key_management.user_actions
  (time, account_id, actor_type, actor_id, action, user_id, invitation_id, role, request_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
