/** What a user may do in their account, see `RIGHTS`. */
export const ROLES = ['owner', 'admin', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
