import { RARE_LABEL } from './fill-keys';

export interface MerchantsOfKeys {
  /** Nearly half of the keys. */
  readonly big: string;
  /** A twentieth. */
  readonly small: string;
  /** A ten-thousandth. */
  readonly rare: string;
  /** None. */
  readonly absent: string;
}

/** What is searched for in `GET /api-keys`, alone and together: common, rare, and not there. */
export function keySearches({ big, small, rare, absent }: MerchantsOfKeys): Readonly<Record<string, string>> {
  const query = (parameters: Readonly<Record<string, string>>) => new URLSearchParams(parameters).toString();
  const q = (text: string) => query({ q: text });
  const merchant = (...ids: string[]) => query({ merchant_id: ids.join(',') });
  const both = (...queries: string[]) => queries.join('&');
  const [revoked, all] = [query({ status: 'revoked' }), query({ status: 'all' })];
  return {
    none: '',
    'status, revoked': revoked,
    'status, all': all,
    'label, in all': q('key'),
    'label, of most': q('Production'),
    'label, of the older third': q('v1'),
    'label, of a sixteenth': q('kiosk'),
    'label, of a hundredth': q('canary'),
    'label, rare': q(RARE_LABEL),
    'label, of one': q('v2 654321'),
    'label, absent': q('zebra'),
    'label, absent but all its parts': q('oslo production key'),
    'label, long': q('checkout key, oslo staging'),
    '1 letter, common': q('e'),
    '1 letter, less so': q('q'),
    '1 letter, absent': q('#'),
    '2 letters, common': q('pr'),
    '2 letters, of a hundredth': q('ca'),
    '2 letters, absent': q('zz'),
    '3 letters': q('web'),
    'unicode, of a 25th': q('東京'),
    'unicode, 1 character': q('ź'),
    'unicode, another case': q('КИЇВ'),
    'unicode, absent': q('大阪'),
    'merchant, common': merchant(big),
    'merchant, of a twentieth': merchant(small),
    'merchant, rare': merchant(rare),
    'merchant, absent': merchant(absent),
    'merchants, two': merchant(big, small),
    'merchant, all statuses': both(merchant(big), all),
    'label + revoked': both(q('kiosk'), revoked),
    'label + all statuses': both(q('kiosk'), all),
    'label + merchant, both common': both(q('production'), merchant(big)),
    'label + merchant, label common': both(q('production'), merchant(small)),
    'label + merchant, label in all': both(q('key'), merchant(small)),
    'label + merchant, merchant common': both(q('kiosk'), merchant(big)),
    'label + merchant, both rare': both(q(RARE_LABEL), merchant(rare)),
    'label + merchants + revoked': both(q('staging'), merchant(big, small), revoked),
    'label + merchants + all statuses': both(q('web shop'), merchant(big, small, rare), all),
  };
}
