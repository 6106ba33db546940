SELECT position, fence FROM key_management.relay
