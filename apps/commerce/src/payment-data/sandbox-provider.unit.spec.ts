import {
  createVault,
  detectScheme,
  parseRootKeyFile,
  passesLuhn,
  type Scheme,
  type StoredAccountKeys,
} from '@latchkey/vault';
import { readFileSync } from 'node:fs';
import { createSandboxProvider } from './sandbox-provider';
import { SANDBOX_TEST_CARDS } from './sandbox-test-cards';

const kept = new Map<string, StoredAccountKeys>();
const vault = createVault({
  rootKeys: parseRootKeyFile(JSON.stringify({ current: 1, keys: { 1: Buffer.alloc(32, 1).toString('base64') } }))
    .rootKeys,
  accountKeys: {
    find: async (id) => kept.get(id) ?? null,
    keepFirst: async (id, keys) => (kept.set(id, kept.get(id) ?? keys), kept.get(id) ?? keys),
  },
});
const provider = createSandboxProvider(vault);
const { signal } = new AbortController();

/** Published test numbers. */
const CARDS: readonly (readonly [Scheme, string])[] = [
  ['VISA', '4111111111111111'],
  ['VISA', '4222222222222'],
  ['Mastercard', '5555555555554444'],
  ['American Express', '378282246310005'],
  ['Discover', '6011111111111117'],
  ['Diners Club', '30569309025904'],
  ['JCB', '3530111333300000'],
  ['UnionPay', '6200000000000005'],
  ['Unknown', '501800000009'],
];
const cardOf = (accountNumber: string, accountId = 'account-1') => ({
  ...{ accountId, accountNumber, scheme: detectScheme(accountNumber), expiryYear: 2040, expiryMonth: 12 },
});

async function provision(accountNumber: string, accountId?: string) {
  const answer = await provider.provision(cardOf(accountNumber, accountId), signal);
  if (!answer.ok) throw new Error(answer.code);
  return answer.networkToken;
}

/** What becomes of a bundle with this card. */
async function outcomeOf(accountNumber: string) {
  const card = cardOf(accountNumber);
  const provisioned = await provider.provision(card, signal);
  if (!provisioned.ok) return { at: 'provision', ...provisioned };
  const payment = { networkToken: provisioned.networkToken, scheme: card.scheme, amount: 1, currencyCode: 'EUR' };
  return { at: 'authenticate', ...(await provider.authenticate(payment, signal)) };
}

describe('a network token of the sandbox', () => {
  test.each(CARDS)(
    'of a %s card is a test number of that scheme that passes Luhn, and not the card',
    async (scheme, card) => {
      const { number, expiryYear, expiryMonth } = await provision(card);
      expect([detectScheme(card), detectScheme(number), passesLuhn(number)]).toEqual([scheme, scheme, true]);
      expect(number).not.toBe(card);
      expect([expiryYear, expiryMonth]).toEqual([2040, 12]);
      // As documented: the prefix of the scheme's row.
      const row = documentation.find((line) => line.startsWith(`| ${scheme} |`));
      const [, , prefix = 'none', length] = (row ?? '').split('|').map((cell) => cell.trim().replaceAll('`', ''));
      expect([number.startsWith(prefix), number.length]).toEqual([true, Number(length)]);
    },
  );

  test('is the same for the same card of an account, and another for another card or account', async () => {
    const one = await provision('4111111111111111');
    expect(await provision('4111111111111111')).toEqual(one);
    expect((await provision('4012888888881881')).number).not.toBe(one.number);
    expect((await provision('4111111111111111', 'account-2')).number).not.toBe(one.number);
  });

  test.each(CARDS)(
    'of a %s card gives a fresh cryptogram of 28 characters each time, and an ECI',
    async (scheme, card) => {
      const networkToken = await provision(card);
      const seen = new Set<string>();
      for (let payment = 0; payment < 5; payment++) {
        const answer = await provider.authenticate({ networkToken, scheme, amount: 1, currencyCode: 'EUR' }, signal);
        if (!answer.ok) throw new Error(answer.code);
        const { cryptogram, eci } = answer.authentication;
        expect(Buffer.from(cryptogram, 'base64')).toHaveLength(20);
        expect(cryptogram).toHaveLength(28);
        expect(eci).toBe(scheme === 'Unknown' ? null : scheme === 'Mastercard' ? '02' : '05');
        seen.add(cryptogram);
      }
      expect(seen.size).toBe(5);
    },
  );
});

const documentation = readFileSync(new URL('../../../../docs/sandbox.md', import.meta.url), 'utf8').split('\n');

describe('the table of test cards in docs/sandbox.md', () => {
  const rows = documentation.flatMap((line) => {
    const [, card, code, when, status] = /^\| `(\d{13,16})` \| `(\w+)` \| (.+?) \| `?(\w+)`? \|$/.exec(line) ?? [];
    return card === undefined ? [] : [{ card, code, when, status }];
  });

  test('names exactly the cards that fail', () => {
    expect(rows.map(({ card }) => card)).toEqual([...SANDBOX_TEST_CARDS.keys()]);
    expect(rows.every(({ card }) => passesLuhn(card))).toBe(true);
  });

  test.each(rows)('is true of $card: $code, every time', async ({ card, code, when }) => {
    for (let time = 0; time < 2; time++) {
      const outcome = await outcomeOf(card);
      expect(outcome).toMatchObject({ ok: false, code });
      expect(outcome.at).toBe(when?.startsWith('Making the network token') ? 'provision' : 'authenticate');
    }
  });

  test('no other published card fails', async () => {
    for (const [, card] of CARDS) expect(await outcomeOf(card)).toMatchObject({ ok: true });
  });
});
