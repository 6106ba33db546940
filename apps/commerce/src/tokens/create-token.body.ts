import { q } from '@latchkey/platform-nest';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { freeText, IsFreeText } from '../http/free-text.validator';
import { IsCardNumber } from './card-number.validator';
import { NOT_A_MERCHANT } from './merchant-of-token';
import type { NewToken } from './new-token';
import { IsSecurityCode } from './security-code.validator';
import { IsTime } from './time.validator';

const MONTH = '$property must be an integer from 1 to 12';
const YEAR = '$property must be an integer of four digits';

/** Body of `POST /tokens`. Members that may be left out may also be null. */
export class CreateTokenBody {
  @IsCardNumber()
  account_number: string;

  @Max(12, { message: MONTH })
  @Min(1, { message: MONTH })
  @IsInt({ message: MONTH })
  expiry_month: number;

  @Max(9999, { message: YEAR })
  @Min(1000, { message: YEAR })
  @IsInt({ message: YEAR })
  expiry_year: number;

  @IsOptional()
  @IsFreeText()
  cardholder_name?: string | null;

  @IsOptional()
  @IsSecurityCode()
  security_code?: string | null;

  @IsOptional()
  @IsUUID('all', { message: `$property ${NOT_A_MERCHANT}` })
  merchant_id?: string | null;

  @IsOptional()
  @IsFreeText()
  business_key?: string | null;

  @IsOptional()
  @IsTime()
  expires_at?: string | null;
}

/** What a validated body asks for. */
export function newTokenFrom(body: CreateTokenBody): NewToken {
  const { cardholder_name: name, business_key: businessKey, expires_at: expiresAt } = body;
  return {
    accountNumber: body.account_number,
    expiryMonth: body.expiry_month,
    expiryYear: body.expiry_year,
    cardholderName: name == null ? null : freeText(name),
    securityCode: body.security_code ?? null,
    merchantId: body.merchant_id?.toLowerCase() ?? null,
    businessKey: businessKey == null ? null : freeText(businessKey),
    expiresAt: expiresAt == null ? null : (q.time.parse(expiresAt) ?? null),
  };
}
