import { FIRST, SCHEMES, SPAN_DAYS, STATUSES } from './fill-account';

export interface Merchants {
  /** Nearly half of the tokens. */
  readonly big: string;
  /** A ten-thousandth. */
  readonly rare: string;
  /** None. */
  readonly absent: string;
}

const [VISA, MASTERCARD, AMEX, , UNIONPAY] = SCHEMES;
const [, ACTIVE, INACTIVE, , FAILED] = STATUSES;

const day = (number: number) => new Date(FIRST.getTime() + Math.floor(number) * 86_400_000).toISOString().slice(0, 10);

/** Every filter of `GET /tokens`, by what it does: for values that are common, rare, and not there, and several together. */
export function filters({ big, rare, absent }: Merchants): Readonly<Record<string, string>> {
  const query = (...parameters: readonly (readonly [string, string])[]) =>
    new URLSearchParams(Object.fromEntries(parameters)).toString();
  const scheme = (...values: string[]) => ['scheme', values.join(',')] as const;
  const status = (...values: string[]) => ['network_token_status', values.join(',')] as const;
  const businessKey = (value: string) => ['business_key', value] as const;
  const merchant = (...values: string[]) => ['merchant_id', values.join(',')] as const;
  const from = (value: number) => ['from', day(value)] as const;
  const to = (value: number) => ['to', day(value)] as const;
  const half = SPAN_DAYS / 2;
  return {
    none: '',
    'scheme, common': query(scheme(VISA)),
    'scheme, rare': query(scheme(UNIONPAY)),
    'scheme, absent': query(scheme('Unknown')),
    'schemes, two': query(scheme(MASTERCARD, AMEX)),
    'schemes, rare and absent': query(scheme(UNIONPAY, 'Unknown')),
    'status, common': query(status(ACTIVE)),
    'status, rare': query(status(FAILED)),
    'status, absent': query(status('pending')),
    'statuses, two': query(status(ACTIVE, INACTIVE)),
    'business key, of 100,000': query(businessKey('web')),
    'business key, of 40': query(businessKey('subscription-42')),
    'business key, absent': query(businessKey('nothing')),
    'merchant, common': query(merchant(big)),
    'merchant, rare': query(merchant(rare)),
    'merchant, absent': query(merchant(absent)),
    'merchants, two': query(merchant(big, rare)),
    'a day': query(from(half - 1), to(half + 1)),
    'a year': query(from(half / 2), to(half * 1.5)),
    'a time before the first': query(from(-700), to(-600)),
    'scheme + status': query(scheme(VISA), status(ACTIVE)),
    'scheme + status, never together': query(scheme(AMEX), status(ACTIVE)),
    'scheme + status + year': query(scheme(VISA), status(INACTIVE), from(half / 2), to(half * 1.5)),
    'merchant + scheme': query(merchant(big), scheme(MASTERCARD)),
    'merchant + scheme, both rare': query(merchant(rare), scheme(UNIONPAY)),
    'merchant + status, rare': query(merchant(big), status(FAILED)),
    'merchant + scheme + status': query(merchant(big), scheme(MASTERCARD), status(ACTIVE)),
    'merchant + scheme + status, never': query(merchant(big), scheme(AMEX), status(ACTIVE)),
    'every filter': query(
      ...[merchant(big), scheme(VISA), status(ACTIVE), businessKey('web'), from(half / 2), to(half * 1.5)],
    ),
  };
}
