import { isCurrencyCode } from '@latchkey/accounts-domain';
import { IsInt, IsOptional, IsUUID, Max, Min, ValidateBy } from 'class-validator';
import { NOT_A_MERCHANT } from '../tokens/merchant-of-token';
import { freeText, IsFreeText } from '../http/free-text.validator';
import type { NewBundle } from './new-bundle';

const AMOUNT = '$property must be an integer from 0 to 9007199254740991';

/** Body of `POST /tokens/{id}/payment-data`. */
export class CreateBundleBody {
  @Max(Number.MAX_SAFE_INTEGER, { message: AMOUNT })
  @Min(0, { message: AMOUNT })
  @IsInt({ message: AMOUNT })
  amount: number;

  @ValidateBy({
    name: 'isCurrencyCode',
    validator: {
      validate: (value) => typeof value === 'string' && isCurrencyCode(value),
      defaultMessage: () => '$property must be an ISO 4217 currency code',
    },
  })
  currency_code: string;

  @IsFreeText()
  reference: string;

  @IsOptional()
  @IsUUID('all', { message: `$property ${NOT_A_MERCHANT}` })
  merchant_id?: string | null;
}

/** What a validated body asks for. */
export function newBundleFrom(body: CreateBundleBody): NewBundle {
  return {
    // JSON has a negative zero.
    amount: body.amount + 0,
    currencyCode: body.currency_code,
    reference: freeText(body.reference),
    merchantId: body.merchant_id?.toLowerCase() ?? null,
  };
}
