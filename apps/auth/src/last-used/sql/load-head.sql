SELECT epoch, revision FROM auth.last_used_head
