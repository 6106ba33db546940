import { showForwards } from './forwards';
import { type Guide } from './guide';
import { type Installation } from './installation';
import { listBundles, makePayment, type Payment } from './payment-data';
import { classifierOf, type Key, listOf, setStage, type Stage, textOf } from './stage';

/** Made, used, scoped, refused, revoked, refused, and what is remembered of it. */
export const lifeOfAKey = async (guide: Guide, installation: Installation): Promise<void> => {
  const stage = await setStage(guide, installation);
  const whole = await makeWholeAccountKey(guide, stage);
  const tokens = await readTokens(guide, stage, whole);
  const payment = await makePayment(guide, stage, whole);
  const scoped = await makeScopedKey(guide, stage);
  await showItsLimits(guide, stage, scoped, tokens);
  await listBundles(guide, stage, scoped, payment);
  await showForwards(guide, stage, scoped, payment);
  await revoke(guide, stage, scoped);
  await showHistory(guide, stage, scoped);
  await tidyUp(guide, stage, whole, payment);
};

type Tokens = { readonly own: string; readonly foreign: string };

const makeWholeAccountKey = async (guide: Guide, { operator }: Stage): Promise<Key> => {
  guide.chapter('A key for the whole account is made; its secret is shown this once');
  const answer = await operator('POST', '/api-keys', { label: 'Tour' });
  guide.expect('201, with a secret', answer.status === 201 && textOf(answer, 'secret').startsWith('lk_'));
  const key = { id: textOf(answer, 'id'), secret: textOf(answer, 'secret'), position: answer.position };
  const again = await operator('GET', `/api-keys/${key.id}`);
  guide.expect('never again: the key object has no secret', again.status === 200 && !('secret' in (again.body ?? {})));
  return key;
};

const readTokens = async (guide: Guide, stage: Stage, key: Key): Promise<Tokens> => {
  guide.chapter('It is used: card tokens, stored encrypted, are read through commerce');
  const firstOf = async (merchantId: string): Promise<string> => {
    const path = `/tokens?merchant_id=${merchantId}&limit=1`;
    const list = await stage.withKey(key.secret, 'GET', path, { after: key.position });
    const found = listOf(list)[0]?.['id'];
    return typeof found === 'string' ? found : await storeToken(guide, stage, key, merchantId);
  };
  const tokens = { own: await firstOf(stage.merchantId), foreign: await firstOf(stage.otherMerchantId) };
  const one = await stage.withKey(key.secret, 'GET', `/tokens/${tokens.own}`);
  guide.expect(
    '200, and the number is masked',
    one.status === 200 && !/^\d{13,19}$/.test(textOf(one, 'masked_account_number')),
  );
  return tokens;
};

const storeToken = async (guide: Guide, { withKey }: Stage, key: Key, merchantId: string): Promise<string> => {
  const card = {
    account_number: '4111111111111111',
    expiry_month: 12,
    expiry_year: new Date().getUTCFullYear() + 2,
    merchant_id: merchantId,
  };
  const answer = await withKey(key.secret, 'POST', '/tokens', { body: card, after: key.position });
  guide.expect('201: a token stands for the card', answer.status === 201);
  return textOf(answer, 'id');
};

const makeScopedKey = async (guide: Guide, { operator, merchantId }: Stage): Promise<Key> => {
  guide.chapter('A scoped key is made: one merchant, and the five features that a scoped key may have');
  const features = [
    ...['tokens.list', 'tokens.read', 'payment-data.list'],
    ...['payment-data.forward', 'cardholder-data.forward'],
  ];
  const scope = { merchant_ids: [merchantId], features };
  const answer = await operator('POST', '/api-keys', { label: 'Tour, one merchant', scope });
  guide.expect('201', answer.status === 201);
  return { id: textOf(answer, 'id'), secret: textOf(answer, 'secret'), position: answer.position };
};

const showItsLimits = async (guide: Guide, stage: Stage, key: Key, tokens: Tokens): Promise<void> => {
  guide.chapter('It reaches its merchant and nothing else');
  const list = await stage.withKey(key.secret, 'GET', '/tokens?limit=500', { after: key.position });
  const merchants = new Set(listOf(list).map((token) => token['merchant_id']));
  guide.expect(
    '200: its list has its merchant alone',
    list.status === 200 && merchants.size === 1 && merchants.has(stage.merchantId),
  );
  const own = await stage.withKey(key.secret, 'GET', `/tokens/${tokens.own}`);
  guide.expect('200: a token of its merchant', own.status === 200);
  const foreign = await stage.withKey(key.secret, 'GET', `/tokens/${tokens.foreign}`);
  guide.expect(
    '404: another merchant’s token, as if it did not exist',
    foreign.status === 404 && classifierOf(foreign) === 'not_found',
  );
  const remove = await stage.withKey(key.secret, 'DELETE', `/tokens/${tokens.own}`);
  guide.expect(
    '403: deleting is no feature of a scoped key',
    remove.status === 403 && classifierOf(remove) === 'feature_not_in_scope',
  );
};

const revoke = async (guide: Guide, { operator, withKey }: Stage, key: Key): Promise<void> => {
  guide.chapter('It is revoked, and refused from then on');
  const answer = await operator('DELETE', `/api-keys/${key.id}`);
  guide.expect('200, with the time', answer.status === 200 && textOf(answer, 'revoked_at') !== '');
  // "Decide no earlier than the revocation": certain, without waiting and hoping.
  const refused = await withKey(key.secret, 'GET', '/tokens?limit=1', { after: answer.position });
  guide.expect('401 api_key_revoked', refused.status === 401 && classifierOf(refused) === 'api_key_revoked');
  const again = await operator('DELETE', `/api-keys/${key.id}`);
  guide.expect(
    'revoking again changes nothing',
    again.status === 200 && textOf(again, 'revoked_at') === textOf(answer, 'revoked_at'),
  );
};

const showHistory = async (guide: Guide, { operator }: Stage, key: Key): Promise<void> => {
  guide.chapter('Its history: what happened, when, by whom');
  const answer = await operator('GET', `/api-keys/${key.id}/history`);
  const types = listOf(answer).map((event) => event['type']);
  guide.expect('created, then revoked', answer.status === 200 && types.join() === 'KeyCreated,KeyRevoked');
  guide.expect('and no secret in it', !JSON.stringify(answer.body).includes(key.secret));
};

const tidyUp = async (guide: Guide, { operator, withKey }: Stage, key: Key, { tokenId }: Payment): Promise<void> => {
  guide.chapter('The tour’s card is deleted, its bundle with it, and the other key revoked as well');
  guide.expect('204', (await withKey(key.secret, 'DELETE', `/tokens/${tokenId}`)).status === 204);
  guide.expect('200', (await operator('DELETE', `/api-keys/${key.id}`)).status === 200);
};
