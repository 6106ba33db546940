import { boundedProvider } from './bounded-provider';
import type { NetworkTokenProvider } from './network-token-provider.port';

const card = {
  accountId: 'a',
  accountNumber: '4111111111111111',
  scheme: 'VISA',
  expiryYear: 2040,
  expiryMonth: 1,
} as const;
const networkToken = { number: '4000000000000002', expiryYear: 2040, expiryMonth: 1, reference: 'r' };
const payment = { networkToken, scheme: 'VISA', amount: 1, currencyCode: 'EUR' } as const;
const hang = () => new Promise<never>(() => undefined);

function bounded(over: Partial<NetworkTokenProvider>, deadlineMs = 5_000) {
  const failures: object[] = [];
  const provider = { name: 'a provider', provision: hang, authenticate: hang, ...over };
  return {
    provider: boundedProvider(provider, { deadlineMs, onError: (failure) => failures.push(failure) }),
    failures,
  };
}

describe('a provider', () => {
  test('that does not answer is a timeout at the deadline, and is told to stop', async () => {
    const signals: AbortSignal[] = [];
    const { provider } = bounded({ provision: (_card, signal) => (signals.push(signal), hang()) }, 20);
    expect(await provider.provision(card)).toMatchObject({ ok: false, kind: 'unavailable', code: 'provider_timeout' });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(await provider.authenticate(payment)).toMatchObject({ ok: false, code: 'provider_timeout' });
  });

  test('that rejects or throws is unavailable, and what it says goes nowhere', async () => {
    const says = `no such card: ${card.accountNumber}`;
    const { provider, failures } = bounded({
      provision: () => Promise.reject(new TypeError(says)),
      authenticate: () => {
        throw new RangeError(says);
      },
    });
    const answers = [await provider.provision(card), await provider.authenticate(payment)];
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, kind: 'unavailable', code: 'provider_unavailable' });
    }
    expect(failures).toEqual([
      { call: 'provision', error: 'TypeError' },
      { call: 'authenticate', error: 'RangeError' },
    ]);
    expect(JSON.stringify(answers)).not.toContain(card.accountNumber);
  });

  test('that rejects after its deadline disturbs nobody', async () => {
    const { promise, reject } = Promise.withResolvers<never>();
    const { provider } = bounded({ provision: () => promise }, 5);
    expect(await provider.provision(card)).toMatchObject({ code: 'provider_timeout' });
    reject(new Error('late'));
    await new Promise((resolve) => setImmediate(resolve));
  });

  test('that answers is passed on as it is', async () => {
    const { provider, failures } = bounded({ provision: async () => ({ ok: true, networkToken }) });
    expect(provider.name).toBe('a provider');
    expect(await provider.provision(card)).toEqual({ ok: true, networkToken });
    expect(failures).toEqual([]);
  });
});
