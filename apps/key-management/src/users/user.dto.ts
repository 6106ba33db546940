import { IsIn, IsString, MaxLength, ValidateIf } from 'class-validator';
import { ROLES, type Role } from './role';

export class ChangeUserBody {
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MaxLength(1_000)
  name?: string;

  @ValidateIf((_, value) => value !== undefined)
  @IsIn(ROLES)
  role?: Role;
}
