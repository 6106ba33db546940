import type { Allow } from '@latchkey/auth-client';
import type { Answer, AttemptAtEffect, Idempotency, IdempotentRequest, WorkResult } from '@latchkey/idempotency';
import { systemClock } from '@latchkey/platform';
import { createVault, parseRootKeyFile } from '@latchkey/vault';
import type { Authorized } from '../authorization/request-authorizer.port';
import { createTokenCreator } from './create-token.handler';
import type { NewToken } from './new-token';
import type { StoredToken } from './token.entity';
import type { TokenRepository } from './tokens.repository';

const PAN = '4111111111111111';
const card: NewToken = {
  accountNumber: PAN,
  expiryMonth: 12,
  expiryYear: 2040,
  cardholderName: 'Zoë Ångström',
  securityCode: null,
  merchantId: null,
  businessKey: null,
  expiresAt: null,
};
const verdict: Allow = {
  verdict: 'allow',
  reason: null,
  keyId: 'key',
  accountId: 'account',
  operatingModel: 'platform',
  merchantIds: '*',
  features: '*',
  ownMerchantId: null,
  forwardUrl: null,
  destination: null,
  position: 'p',
};
const ask = async () => verdict;
const caller: Authorized = { verdict, tookMs: 0, requestId: 'request', askAbout: ask, askToForward: ask };

function handlerWith(idempotency: Idempotency) {
  const stored: StoredToken[] = [];
  const tokens = { insert: async (token: StoredToken) => stored.push(token) > 0 } as unknown as TokenRepository;
  const text = JSON.stringify({ current: 1, keys: { 1: Buffer.alloc(32, 1).toString('base64') } });
  const accountKeys = { find: async () => null, keepFirst: async (_: string, keys: never) => keys };
  const vault = createVault({ rootKeys: parseRootKeyFile(text).rootKeys, accountKeys });
  const accesses = { spool: async () => undefined, store: async () => undefined };
  return { create: createTokenCreator({ tokens, vault, idempotency, accesses, clock: systemClock }), stored };
}

describe('what is remembered of a creation', () => {
  test('is its answer without the name: that stays with the token alone, and goes when it goes', async () => {
    let result: WorkResult | undefined;
    const idempotency: Idempotency = {
      async execute<A extends Answer>(
        _request: IdempotentRequest,
        work: (attempt: AttemptAtEffect) => Promise<WorkResult<A>>,
      ) {
        const done = await work({
          commandId: 'command',
          resourceId: 'token-1',
          attempt: 1,
          beginEffect: async () => true,
        });
        result = done;
        return { kind: 'fresh', answer: done.answer };
      },
      wasBegun: async () => false,
      sweep: async () => 0,
    };
    const { create, stored } = handlerWith(idempotency);
    const { view } = await create({ caller, card, idempotencyKey: 'k', body: Buffer.from('{}') });
    expect(view).toMatchObject({ id: 'token-1', cardholder_name: 'Zoë Ångström' });
    expect(stored[0]?.id).toBe('token-1');
    expect(result?.remembered?.body).toEqual({ ...view, cardholder_name: null });
    expect(JSON.stringify(result)).not.toContain(PAN);
  });

  test('depends on the body, the caller and the key, and the body goes in as a fingerprint only', async () => {
    const seen: unknown[] = [];
    const idempotency = {
      execute: async (request: unknown) => {
        seen.push(request);
        return { kind: 'mismatch' };
      },
      wasBegun: async () => false,
      sweep: async () => 0,
    } as unknown as Idempotency;
    const body = Buffer.from('{"a":1}');
    const attempt = handlerWith(idempotency).create({ caller, card, idempotencyKey: 'k', body });
    await expect(attempt).rejects.toMatchObject({ classifier: 'idempotency_key_reused' });
    expect(seen).toEqual([
      {
        scope: { accountId: 'account', caller: 'api_key:key', method: 'POST', path: '/tokens', key: 'k' },
        fingerprint: [body],
      },
    ]);
  });
});
