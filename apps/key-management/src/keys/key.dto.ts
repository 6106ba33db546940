import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';

/** So that a key's creation always fits into one event. */
export const MAX_SCOPE_MERCHANTS = 5_000;
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
