import { IsUUID, Matches } from 'class-validator';

export const KID = /^[A-Za-z0-9._-]{1,64}$/;

/** Body of `POST /internal/v1/merchant-keys/{kid}/activate`. */
export class MerchantBody {
  @IsUUID('all', { message: '$property must be a UUID' })
  account_id: string;

  @IsUUID('all', { message: '$property must be a UUID' })
  merchant_id: string;
}

/** Body of `POST /internal/v1/merchant-keys`. */
export class PrepareKeyBody extends MerchantBody {
  @Matches(KID, { message: '$property must be 1 to 64 of A-Z, a-z, 0-9, ".", "_" and "-"' })
  kid: string;
}

/** UUIDs are stored in lower case. */
export const merchantOf = ({ account_id: accountId, merchant_id: merchantId }: MerchantBody) => ({
  accountId: accountId.toLowerCase(),
  merchantId: merchantId.toLowerCase(),
});
