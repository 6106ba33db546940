import type { MerchantDetails } from '@latchkey/accounts-domain';
import { IsOptional, IsString, ValidateIf } from 'class-validator';

/** Whether texts are good is for the domain to say; here they are texts or, where that means something, null. */
export class AddMerchantBody {
  @IsString()
  legal_name!: string;

  @IsOptional()
  @IsString()
  company_city?: string | null;

  @IsOptional()
  @IsString()
  country_code?: string | null;

  @IsOptional()
  @IsString()
  website_url?: string | null;

  @IsOptional()
  @IsString()
  default_currency?: string | null;

  @IsOptional()
  @IsString()
  payment_forward_url?: string | null;
}

export class ChangeMerchantBody {
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  legal_name?: string;

  @IsOptional()
  @IsString()
  company_city?: string | null;

  @IsOptional()
  @IsString()
  country_code?: string | null;

  @IsOptional()
  @IsString()
  website_url?: string | null;

  @IsOptional()
  @IsString()
  default_currency?: string | null;

  @IsOptional()
  @IsString()
  payment_forward_url?: string | null;
}

type Changes = { readonly [Name in keyof MerchantDetails]?: string | null };

/** Only the members that were sent. */
export const merchantChanges = (body: ChangeMerchantBody): Changes => ({
  ...given('legalName', body.legal_name),
  ...given('companyCity', body.company_city),
  ...given('countryCode', body.country_code),
  ...given('websiteUrl', body.website_url),
  ...given('defaultCurrency', body.default_currency),
  ...given('paymentForwardUrl', body.payment_forward_url),
});

const given = (name: keyof MerchantDetails, value: string | null | undefined): Changes =>
  value === undefined ? {} : { [name]: value };
