import type { DestinationInput } from '@latchkey/accounts-domain';
import { newId } from '@latchkey/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  ValidateNested,
} from 'class-validator';

/** With some path prefixes they fit into one event; with the longest of those they may not, which is said then. */
const MAX_MERCHANTS = 5_000;
const MAX_ITEMS = 1_000;

/** Whether the values are good is for the domain to say; here they have the right types. */
export class DestinationBody {
  @IsString()
  host!: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_ITEMS)
  @IsInt({ each: true })
  ports?: number[] | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_ITEMS)
  @IsString({ each: true })
  path_prefixes?: string[] | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_ITEMS)
  @IsString({ each: true })
  methods?: string[] | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_MERCHANTS)
  @IsUUID('all', { each: true })
  merchant_ids?: string[] | null;

  @IsOptional()
  @IsString()
  relay?: string | null;

  @IsOptional()
  @IsBoolean()
  insecure_loopback?: boolean | null;
}

export class DestinationListBody {
  @IsArray()
  @ArrayMaxSize(MAX_ITEMS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DestinationBody)
  data!: DestinationBody[];
}

/** A null member is one that is not there: it takes its default. */
export const destinationInput = (body: DestinationBody): DestinationInput => ({
  destinationId: newId(),
  host: body.host,
  ...(body.ports ? { ports: body.ports } : {}),
  ...(body.path_prefixes ? { pathPrefixes: body.path_prefixes } : {}),
  ...(body.methods ? { methods: body.methods } : {}),
  merchantIds: body.merchant_ids?.map((id) => id.toLowerCase()) ?? null,
  ...(body.relay != null ? { relay: body.relay } : {}),
  insecureLoopback: body.insecure_loopback ?? false,
});
