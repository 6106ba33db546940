import { IsString, MaxLength } from 'class-validator';

/** More than any password or address of ours has; what is longer is refused before anything is done with it. */
const MAX_CHARS = 1_000;

export class SignInBody {
  @IsString()
  @MaxLength(MAX_CHARS)
  email!: string;

  @IsString()
  @MaxLength(MAX_CHARS)
  password!: string;
}

export class ConfirmBody {
  @IsString()
  @MaxLength(MAX_CHARS)
  password!: string;
}

export class ChangePasswordBody {
  @IsString()
  @MaxLength(MAX_CHARS)
  current_password!: string;

  @IsString()
  @MaxLength(MAX_CHARS)
  new_password!: string;
}
