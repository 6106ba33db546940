import { type Guide } from './guide';
import { type Key, listOf, type Stage, textOf } from './stage';

/** A stored card and a bundle of it. */
export type Payment = { readonly tokenId: string; readonly bundleId: string };

const CARD_NUMBER = '4111111111111111';
const SECURITY_CODE = '739';
export const AMOUNT = 1999;

export const makePayment = async (guide: Guide, stage: Stage, key: Key): Promise<Payment> => {
  const kid = await issueEncryptionKey(guide, stage);
  guide.chapter('A card is stored with its security code, which is kept for ten minutes at most');
  const card = {
    account_number: CARD_NUMBER,
    security_code: SECURITY_CODE,
    expiry_month: 12,
    expiry_year: new Date().getUTCFullYear() + 2,
    cardholder_name: 'Test Cardholder',
    merchant_id: stage.merchantId,
  };
  const stored = await stage.withKey(key.secret, 'POST', '/tokens', { body: card, after: key.position });
  guide.expect('201', stored.status === 201);
  const text = JSON.stringify(stored.body);
  guide.expect(
    'neither number nor code comes back',
    !text.includes(CARD_NUMBER) && !('security_code' in (stored.body ?? {})),
  );
  const tokenId = textOf(stored, 'id');

  guide.chapter(
    'A bundle is made of it for one payment: network token and cryptogram (here a sandbox’s, not a scheme’s)',
  );
  const payment = { amount: AMOUNT, currency_code: 'EUR', reference: 'Tour', merchant_id: stage.merchantId };
  const bundle = await stage.withKey(key.secret, 'POST', `/tokens/${tokenId}/payment-data`, { body: payment });
  guide.expect('201, and it succeeded', bundle.status === 201 && bundle.body?.['success'] === true);
  const jwe = textOf(bundle, 'encrypted_authentication_data');
  guide.expect('its data is encrypted with the merchant’s key', jwe.split('.').length === 5 && kidOf(jwe) === kid);
  return { tokenId, bundleId: textOf(bundle, 'id') };
};

const issueEncryptionKey = async (guide: Guide, { operator, merchantId }: Stage): Promise<string> => {
  guide.chapter('A merchant is issued an encryption key, shown this once: bundles are encrypted for it');
  const issued = await operator('POST', `/merchants/${merchantId}/encryption-key`);
  const bytes = Buffer.from(textOf(issued, 'key'), 'base64url').length;
  guide.expect('201, with 256 bits', issued.status === 201 && bytes === 32);
  return textOf(issued, 'kid');
};

/** Of a compact JWE's header. */
const kidOf = (jwe: string): unknown => {
  const [header = ''] = jwe.split('.');
  try {
    return Reflect.get(JSON.parse(Buffer.from(header, 'base64url').toString()) as object, 'kid');
  } catch {
    return undefined;
  }
};

export const listBundles = async (guide: Guide, stage: Stage, key: Key, payment: Payment): Promise<void> => {
  guide.chapter('The scoped key lists the bundles of its merchant');
  const list = await stage.withKey(key.secret, 'GET', `/tokens/${payment.tokenId}/payment-data`, {
    after: key.position,
  });
  const ids = listOf(list).map(({ id }) => id);
  guide.expect('200, with the bundle', list.status === 200 && ids.join() === payment.bundleId);
};
