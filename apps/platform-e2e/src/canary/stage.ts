import { generateServiceKeyPair, createServiceTokenSource } from '@latchkey/service-tokens';
import type { LocalInstallation } from '@latchkey/testing';
import { backendOf, operatorOf } from '@latchkey/testing/platform';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Destination } from '../support/destination';
import { makePerson } from './make-person';
import { found, grouped, hasCode, spellings } from './needles';

/** A published test number of Visa's, used by nothing else in these tests. */
const CARD_NUMBER = '4012888888881881';
const SECURITY_CODE = '739';

/** Everything secret that an installation has, in the hands of who may have it. */
export async function setStage(local: LocalInstallation, destination: Destination) {
  const services = { key_management: { url: local.key_management_url } };
  const operator = operatorOf({ operatorToken: local.operator_token, services });
  const account = await operator.openAccount('ecosystem', 'Canary');
  const details = { payment_forward_url: destination.url('/pay') };
  const merchant = await operator.addMerchant(account, 'Canary Ltd', details);
  const { key: encryptionKey } = await operator.issueEncryptionKey(account, merchant);
  await operator.allowDestinations(account, [destination.allowed()]);
  const key = await operator.makeKey(account);
  const person = await makePerson(local.key_management_url, operator, account);
  const backend = backendOf(local.commerce_url, key);
  const storeCard = () => backend.storeCard(CARD_NUMBER, { security_code: SECURITY_CODE, merchant_id: merchant });
  const token = await storeCard();
  const bundle = await backend.makeBundle(token, merchant);
  const bundleId = String(bundle['id']);

  // The one place that may have them is where they can be read.
  await backend.forwardBundle(bundleId, { network_token: '{{ network_token }}', cryptogram: '{{ cryptogram }}' });
  const { network_token: networkToken = '', cryptogram = '' } = JSON.parse(
    destination.received.at(-1)?.body ?? '{}',
  ) as Record<string, string>;
  if (networkToken === '' || cryptogram === '') throw new Error('the bundle was not forwarded');

  const digest = createHash('sha256').update(key.secret).digest();
  /** By name, as texts that go in. */
  const secrets = {
    ...{ key: key.secret, digest: digest.toString('base64url'), operator: local.operator_token },
    ...{ card: CARD_NUMBER, networkToken, cryptogram, encryptionKey },
    ...{ password: person.secrets.password, session: person.secrets.session },
  };
  const needles = [
    ...Object.entries({ ...person.secrets, ...secrets }).flatMap(([name, text]) => spellings(name, Buffer.from(text))),
    ...spellings('digest', digest),
    ...spellings('encryptionKey', Buffer.from(encryptionKey, 'base64url')),
    ...spellings('cryptogram', Buffer.from(cryptogram, 'base64')),
    ...grouped('card', CARD_NUMBER),
    ...grouped('networkToken', networkToken),
  ];
  return {
    ...{ operator, account, person, backend, key: key.secret, token, bundle, bundleId, secrets, needles, storeCard },
    found: (hay: Buffer | string) => found(needles, hay),
    hasCode: (hay: string) => hasCode(hay, SECURITY_CODE),
    securityCode: SECURITY_CODE,
  };
}

export type Stage = Awaited<ReturnType<typeof setStage>>;

/** What key-management shows to auth: no other service may ask it everything. */
export function serviceToken(dataDir: string): Promise<string> {
  const file = readFileSync(join(dataDir, 'secrets/key-management-service-key.json'), 'utf8');
  const { kid, private_key: privateKey } = JSON.parse(file) as ReturnType<
    typeof generateServiceKeyPair
  >['privateKeyFile'];
  return createServiceTokenSource({ service: 'key-management', kid, privateKey, audience: 'auth' }).token();
}
