import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';

/** A verdict repeats the list, and auth's callers read 250 verdicts at once: 250 × 250 ids are 2.4 MB of their 4 MiB. */
export const MAX_SCOPE_MERCHANTS = 250;
const MAX_SCOPE_FEATURES = 100;

export class ScopeBody {
  @IsArray()
  @ArrayMaxSize(MAX_SCOPE_MERCHANTS)
  @IsUUID('all', { each: true })
  merchant_ids!: string[];

  @IsArray()
  @ArrayMaxSize(MAX_SCOPE_FEATURES)
  @IsString({ each: true })
  features!: string[];
}

export class CreateKeyBody {
  @IsString()
  label!: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ScopeBody)
  scope?: ScopeBody | null;

  @IsOptional()
  @IsUUID('all')
  replaces?: string | null;
}

export class LabelKeyBody {
  @IsString()
  label!: string;
}
