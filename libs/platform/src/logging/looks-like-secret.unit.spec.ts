import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { looksLikeSecret } from './looks-like-secret';

test.each([
  ['a token of 256 bits', randomBytes(32).toString('base64url')],
  ['a digest in hex', createHash('sha256').update('x').digest('hex')],
  ['a token within a path', `/accounts/${randomBytes(32).toString('base64url')}/x`],
  ['a cryptogram', randomBytes(20).toString('base64')],
  ['a cryptogram within a path', `/tokens/${randomBytes(20).toString('base64url')}=/consume`],
  ['a card number', '4111111111111111'],
  ['a card number with dots', '4111.1111.1111.1111'],
  ['a card number with underscores', 'x 4242_4242_4242_4242'],
])('%s looks like a secret', (_, text) => {
  expect(looksLikeSecret(text)).toBe(true);
});

test.each([
  ['a UUID', randomUUID()],
  ['a path with two UUIDs', `/api-keys/${randomUUID()}/history/${randomUUID()}`],
  ['a trace id', '4bf92f3577b34da6a3ce929d0e0e4736'],
  ['a nested field', 'scope.merchant_ids.0'],
])('%s does not', (_, text) => {
  expect(looksLikeSecret(text)).toBe(false);
});
