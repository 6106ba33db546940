export type Role = 'owner' | 'admin' | 'viewer';

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly created_at: string;
  readonly last_signed_in_at: string | null;
  readonly removed_at: string | null;
}

export interface Session {
  readonly user: User;
  readonly account: {
    readonly id: string;
    readonly name: string;
    readonly operating_model: string;
    readonly allows: {
      readonly scoped_keys: boolean;
      readonly features: readonly string[];
      readonly many_merchants: boolean;
    };
  };
  readonly mode: 'live' | 'test';
  readonly signed_in_at: string;
  readonly confirmed_at: string;
  readonly fresh_until: string;
  readonly idle_expires_at: string;
  readonly expires_at: string;
}

export interface OneTimeLink {
  readonly kind: 'invitation' | 'password_reset';
  readonly email: string;
  readonly account_name: string;
  readonly role: Role;
  readonly expires_at: string;
}
