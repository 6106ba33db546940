import type {
  CardToTokenise,
  NetworkTokenProvider,
  PaymentToAuthenticate,
  ProviderFailure,
} from './network-token-provider.port';

const PROVIDER_DEADLINE_MS = 5_000;

export interface BoundedProviderOptions {
  readonly deadlineMs?: number;
  /** Told the class of an error that a call ended with; what a provider's error says may hold card data. */
  readonly onError: (failure: { readonly call: string; readonly error: string }) => void;
}

/** A provider whose calls end by a deadline and never reject. */
export interface BoundedProvider {
  readonly name: string;
  provision(card: CardToTokenise): ReturnType<NetworkTokenProvider['provision']>;
  authenticate(payment: PaymentToAuthenticate): ReturnType<NetworkTokenProvider['authenticate']>;
}

/** Bounds a provider, whatever it does. */
export function boundedProvider(
  provider: NetworkTokenProvider,
  { deadlineMs = PROVIDER_DEADLINE_MS, onError }: BoundedProviderOptions,
): BoundedProvider {
  async function bounded<T>(name: string, call: (signal: AbortSignal) => Promise<T>): Promise<T | ProviderFailure> {
    const ending = new AbortController();
    const { promise: deadline, resolve } = Promise.withResolvers<ProviderFailure>();
    const timer = setTimeout(() => {
      ending.abort();
      resolve(TIMEOUT);
    }, deadlineMs);
    try {
      return await Promise.race([call(ending.signal), deadline]);
    } catch (error) {
      onError({ call: name, error: error instanceof Error ? error.name : typeof error });
      return UNAVAILABLE;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    name: provider.name,
    provision: (card) => bounded('provision', async (signal) => provider.provision(card, signal)),
    authenticate: (payment) => bounded('authenticate', async (signal) => provider.authenticate(payment, signal)),
  };
}

const TIMEOUT: ProviderFailure = {
  ok: false,
  kind: 'unavailable',
  code: 'provider_timeout',
  message: 'The provider of network tokens did not answer in time.',
};

const UNAVAILABLE: ProviderFailure = {
  ok: false,
  kind: 'unavailable',
  code: 'provider_unavailable',
  message: 'The provider of network tokens did not answer.',
};
