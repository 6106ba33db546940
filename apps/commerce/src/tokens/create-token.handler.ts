import type { Idempotency } from '@latchkey/idempotency';
import { Problem, type Clock, type FieldError } from '@latchkey/platform';
import { cardFace, type Vault } from '@latchkey/vault';
import type { Accesses } from '../accesses/accesses.port';
import type { Authorized } from '../authorization/request-authorizer.port';
import { visibilityOf } from '../authorization/visibility';
import { onlyOnce, type Created } from '../http/only-once';
import { sealSecurityCode } from '../security-codes/seal-security-code';
import { merchantOfToken } from './merchant-of-token';
import { faultsByNow, type NewToken } from './new-token';
import type { StoredToken } from './token.entity';
import { cardholderNameOf, tokenView, type TokenView } from './token-view';
import type { TokenRepository } from './tokens.repository';

export interface CreateTokenDeps {
  readonly tokens: TokenRepository;
  readonly vault: Vault;
  readonly idempotency: Idempotency;
  readonly accesses: Accesses;
  readonly clock: Clock;
}

export interface CreateToken {
  readonly caller: Authorized;
  readonly card: NewToken;
  readonly idempotencyKey: string | undefined;
  /** The body as it came, for the fingerprint. */
  readonly body: Buffer;
}

export type CreateTokenHandler = (command: CreateToken) => Promise<Created<TokenView>>;

/** Stores a card. Throws `Problem`: 422, 409 `merchant_removed`, those of idempotency, 503. */
export function createTokenCreator(deps: CreateTokenDeps): CreateTokenHandler {
  return async ({ caller, card, idempotencyKey, body }) => {
    const faults = faultsByNow(card, deps.clock.now());
    const merchantId = await merchantFor(caller, card, faults);
    return onlyOnce(
      deps.idempotency,
      { caller, path: '/tokens', idempotencyKey, body },
      {
        make: async ({ resourceId, attempt }) => {
          if (faults.length > 0) throw new Problem('validation_failed', { errors: faults });
          return storeCard(deps, { ...card, merchantId }, { id: resourceId, caller, repeated: attempt > 1 });
        },
        // The name stays with the token alone.
        remember: (view) => ({ ...view, cardholder_name: null }),
        recall: (first: TokenView) => withItsName(deps, caller, first),
      },
    );
  };
}

/** 422 comes before 409, so what is wrong with the card is told first. */
async function merchantFor(caller: Authorized, card: NewToken, faults: readonly FieldError[]): Promise<string | null> {
  const merchant = await merchantOfToken(caller, card.merchantId);
  if (merchant.ok) return merchant.merchantId;
  if ('fault' in merchant) throw new Problem('validation_failed', { errors: [...faults, merchant.fault] });
  throw faults.length > 0 ? new Problem('validation_failed', { errors: faults }) : merchant.problem;
}

async function storeCard(
  { tokens, vault, accesses, clock }: CreateTokenDeps,
  card: NewToken,
  { id, caller, repeated }: { readonly id: string; readonly caller: Authorized; readonly repeated: boolean },
): Promise<TokenView> {
  const { accountId } = caller.verdict;
  const account = await vault.forAccount(accountId);
  const { wrappedKey, fields } = account.seal(id, {
    account_number: card.accountNumber,
    cardholder_name: card.cardholderName,
  });
  const now = clock.now();
  const face = cardFace(card.accountNumber);
  const token: StoredToken = {
    id,
    accountId,
    merchantId: card.merchantId,
    createdAt: now,
    expiryMonth: card.expiryMonth,
    expiryYear: card.expiryYear,
    scheme: face.scheme,
    issuerIdentificationNumber: face.issuerIdentificationNumber,
    maskedAccountNumber: face.masked,
    accountNumberLastFour: face.lastFour,
    accountNumberLength: face.length,
    networkTokenStatus: 'not_available',
    businessKey: card.businessKey,
    expiresAt: card.expiresAt,
    wrappedKey,
    accountNumber: fields.account_number,
    cardholderName: fields.cardholder_name,
    fingerprint: account.fingerprint(card.accountNumber),
  };
  const { securityCode, expiresAt: tokenExpiresAt } = card;
  const code =
    securityCode === null
      ? null
      : sealSecurityCode(account, { tokenId: id, accountId, securityCode, tokenExpiresAt, now });
  await accesses.spool(caller, { operation: 'tokens.create', tokenId: id, merchantId: card.merchantId });
  if (await tokens.insert(token, code)) return tokenView(token, card.cardholderName);
  // An earlier attempt with this id got as far as storing it: what it stored is the token.
  const stored = repeated ? await tokens.find(id, visibilityOf(caller.verdict)) : null;
  if (stored === null) throw new Problem('not_found');
  return tokenView(stored, cardholderNameOf(stored, account));
}

/** The first answer, if its token is still there. */
async function withItsName(
  { tokens, vault, accesses }: CreateTokenDeps,
  caller: Authorized,
  first: TokenView,
): Promise<TokenView> {
  const row = await tokens.find(first.id, visibilityOf(caller.verdict));
  if (row === null) throw new Problem('not_found');
  const account = row.cardholderName === null ? null : await vault.forAccount(row.accountId);
  const view = { ...first, cardholder_name: cardholderNameOf(row, account) };
  await accesses.spool(caller, { operation: 'tokens.create', tokenId: row.id, merchantId: row.merchantId });
  return view;
}
