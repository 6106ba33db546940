import { OPERATING_MODELS } from '@latchkey/accounts-domain';
import { IsIn, IsOptional, IsString } from 'class-validator';

export class OpenAccountBody {
  @IsString()
  name!: string;

  @IsOptional()
  @IsIn(OPERATING_MODELS)
  operating_model?: string | null;
}

export class OperatingModelBody {
  @IsIn(OPERATING_MODELS)
  operating_model!: string;
}
