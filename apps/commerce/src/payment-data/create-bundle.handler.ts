import type { Idempotency } from '@latchkey/idempotency';
import { Problem, type Clock } from '@latchkey/platform';
import { encryptForMerchant } from '@latchkey/vault';
import type { Accesses } from '../accesses/accesses.port';
import type { Authorized } from '../authorization/request-authorizer.port';
import { visibilityOf } from '../authorization/visibility';
import { onlyOnce, type Created } from '../http/only-once';
import type { MerchantKeys } from '../merchant-keys/merchant-keys.repository';
import type { SealedCard } from '../tokens/token.entity';
import { authenticatePayment, type Authenticated, type AuthenticatePaymentDeps } from './authenticate-payment';
import { sealAuthenticationData, type AuthenticationData } from './authentication-data';
import type { BoundedProvider } from './bounded-provider';
import { bundleView, type BundleView } from './bundle-view';
import type { BundleRow } from './bundle.entity';
import type { BundleRepository } from './bundles.repository';
import { judgeAskedMerchant, merchantOfBundle } from './merchant-of-bundle';
import type { NewBundle } from './new-bundle';

export interface CreateBundleDeps extends Omit<AuthenticatePaymentDeps, 'provider'> {
  readonly bundles: BundleRepository;
  readonly merchantKeys: MerchantKeys;
  readonly idempotency: Idempotency;
  readonly accesses: Accesses;
  readonly clock: Clock;
  /** Null where there is none. */
  readonly provider: BoundedProvider | null;
}

export interface CreateBundle {
  readonly caller: Authorized;
  readonly tokenId: string;
  readonly bundle: NewBundle;
  readonly idempotencyKey: string | undefined;
  /** The body as it came, for the fingerprint. */
  readonly body: Buffer;
}

export type CreateBundleHandler = (command: CreateBundle) => Promise<Created<BundleView>>;

type Deps = CreateBundleDeps & AuthenticatePaymentDeps;

/** Makes a bundle. Throws `Problem`: 422, 404, 409, those of idempotency, 503. What the scheme refuses is a bundle too. */
export function createBundleCreator(deps: CreateBundleDeps): CreateBundleHandler {
  return async ({ caller, tokenId, bundle, idempotencyKey, body }) => {
    const visibility = visibilityOf(caller.verdict);
    const asked = await judgeAskedMerchant(caller, bundle.merchantId);
    const card = await deps.tokens.findSealedCard(tokenId, visibility);
    if (card === null) throw new Problem('not_found');
    const merchantId = await merchantOfBundle(caller, asked, card.merchantId);
    const { provider } = deps;
    if (provider === null) throw new Problem('network_tokens_unavailable');
    const record = (paymentDataId: string) =>
      deps.accesses.spool(caller, { operation: 'payment-data.create', tokenId, paymentDataId, merchantId });
    const stored = async (id: string): Promise<BundleView> => {
      const row = await deps.bundles.find(id, visibility);
      if (row === null) throw new Problem('not_found');
      return bundleView(row);
    };
    return onlyOnce(
      deps.idempotency,
      { caller, path: `/tokens/${tokenId}/payment-data`, idempotencyKey, body },
      {
        make: async ({ resourceId: id, attempt }) => {
          // Before the card is opened for the provider.
          await record(id);
          // An earlier attempt may have got as far as storing it: the provider is not asked twice.
          const before = attempt > 1 ? await deps.bundles.find(id, visibility) : null;
          if (before !== null) return bundleView(before);
          const row = await makeBundle({ ...deps, provider }, card, { ...bundle, merchantId, id });
          return (await deps.bundles.insert(row)) ? bundleView(row) : stored(id);
        },
        // A bundle never changes, and goes with its token: its id is all that has to outlive it.
        remember: ({ id }) => ({ id }),
        recall: async ({ id }) => {
          const view = await stored(id);
          await record(id);
          return view;
        },
      },
    );
  };
}

interface WantedBundle extends NewBundle {
  readonly id: string;
  readonly merchantId: string;
}

async function makeBundle(deps: Deps, card: SealedCard, wanted: WantedBundle): Promise<BundleRow> {
  const { id, merchantId, amount, currencyCode, reference } = wanted;
  const { accountId } = card;
  const outcome = await authenticatePayment(deps, card, wanted);
  return {
    ...{ id, accountId, tokenId: card.id, merchantId, createdAt: deps.clock.now() },
    ...{ amount, currencyCode, reference, provider: deps.provider.name },
    ...(outcome.ok ? await succeeded(deps, { id, accountId, merchantId }, outcome.data) : failed(outcome)),
  };
}

async function succeeded(
  { vault, merchantKeys }: Deps,
  { id, accountId, merchantId }: Pick<BundleRow, 'id' | 'accountId' | 'merchantId'>,
  data: AuthenticationData,
) {
  const account = await vault.forAccount(accountId);
  const merchantKey = await merchantKeys.current({ accountId, merchantId });
  const { networkToken: token, expiryYear: expiry_year, expiryMonth: expiry_month, cryptogram, eci } = data;
  const plaintext = { network_token: { token, expiry_year, expiry_month }, cryptogram, eci };
  return {
    success: true,
    failureDetails: null,
    encryptedAuthenticationData: merchantKey && (await encryptForMerchant(merchantKey, plaintext)),
    ...sealAuthenticationData(account, id, data),
  };
}

function failed({ code, message }: Extract<Authenticated, { ok: false }>) {
  return {
    success: false,
    failureDetails: [{ code, message }],
    encryptedAuthenticationData: null,
    wrappedKey: null,
    authenticationData: null,
  };
}
