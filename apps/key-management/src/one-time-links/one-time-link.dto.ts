import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ROLES, type Role } from '../users/role';

const MAX_CHARS = 1_000;

export class InviteBody {
  @IsString()
  @MaxLength(MAX_CHARS)
  email!: string;

  @IsIn(ROLES)
  role!: Role;
}

/** The operator's: the first user of an account is its owner. */
export class InviteToAccountBody {
  @IsString()
  @MaxLength(MAX_CHARS)
  email!: string;

  @IsOptional()
  @IsIn(ROLES)
  role?: Role | null;
}

export class TokenBody {
  @IsString()
  @MaxLength(MAX_CHARS)
  token!: string;
}

export class AcceptInvitationBody {
  @IsString()
  @MaxLength(MAX_CHARS)
  token!: string;

  @IsString()
  @MaxLength(MAX_CHARS)
  name!: string;

  @IsString()
  @MaxLength(MAX_CHARS)
  password!: string;
}

export class AcceptPasswordResetBody {
  @IsString()
  @MaxLength(MAX_CHARS)
  token!: string;

  @IsString()
  @MaxLength(MAX_CHARS)
  password!: string;
}
