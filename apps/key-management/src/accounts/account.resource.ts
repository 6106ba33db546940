import type { OpenAccountView } from './account.repository';

/** An account as callers see it. */
export interface AccountResource {
  readonly id: string;
  readonly name: string;
  readonly operating_model: string;
  readonly created_at: string;
}

export const accountResource = ({ state, createdAt }: OpenAccountView): AccountResource => ({
  id: state.accountId,
  name: state.name,
  operating_model: state.operatingModel,
  created_at: createdAt,
});
