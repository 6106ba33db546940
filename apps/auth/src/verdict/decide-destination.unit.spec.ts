import { randomUUID } from 'node:crypto';
import { parseCheck } from '../http/parse-check';
import { destinationCells, FORWARD_URLS } from '../testing/destination.fixture';
import { OUTCOMES } from '../testing/destination.table';
import {
  destinationAllowed,
  destinationRemoved,
  forwardUrlChanged,
  makeKey,
  merchantAdded,
  merchantRemoved,
  opened,
  peppers,
  scopeOf,
  type Fact,
  type TestKey,
} from '../testing/history.fixture';
import { indexOf } from '../testing/indexed.fixture';
import { wireCheck } from '../testing/running-auth.fixture';
import { decideVerdict } from './decide-verdict';
import { withoutAccount, type Verdict } from './verdict';

type Index = Awaited<ReturnType<typeof indexOf>>;

/** Through the parser, so that no question is asked here that could not be asked over HTTP. */
function ask(index: Index, key: TestKey, question: object): Verdict {
  const parsed = parseCheck(wireCheck(key, question));
  return parsed.ok ? decideVerdict(index, peppers, parsed.check) : withoutAccount('malformed', parsed.reason, null);
}

const outcome = ({ verdict, reason, destination }: Verdict): string => {
  const relay = destination && `${destination.relay}${destination.insecureLoopback ? ' loopback' : ''}`;
  return [verdict, reason, relay].filter((word) => word !== null).join(' ');
};

describe('the table of destinations', () => {
  test('every cell has its verdict, reason and relay', async () => {
    const { facts, cells } = destinationCells();
    const index = await indexOf(facts);
    const given = cells.map(({ name, key, question }) => `${name}: ${outcome(ask(index, key, question))}`);
    expect(given).toEqual(cells.map(({ name, code }) => `${name}: ${OUTCOMES[code]}`));
    expect(given).toHaveLength((25 * 4 + 11 * 2 + 3 * 2 + 3 * 2) * 2 * 7);
  });

  test("a merchant's URL is told to who may forward for it, and to nobody else", async () => {
    const { facts, cells } = destinationCells();
    const index = await indexOf(facts);
    for (const { name, whose, key, code, question } of cells) {
      const mayForward = ['M', 'S', 'L', 'D', 'U'].includes(code);
      const { forwardUrl } = ask(index, key, question);
      expect({ name, forwardUrl }).toEqual({ name, forwardUrl: (mayForward && FORWARD_URLS[whose]) || null });
    }
  });
});

describe('a destination', () => {
  const [accountId, own, merchant, destinationId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const key = makeKey(accountId, scopeOf([merchant], ['cardholder-data.forward', 'payment-data.forward']));
  const url = 'https://psp.example/pay';
  const base = [opened(accountId, 'ecosystem'), merchantAdded(accountId, own, true), key.created];
  const withUrl = merchantAdded(accountId, merchant, false, url);
  const allowed = destinationAllowed(accountId, destinationId, 'psp.example');
  const byUrl = { merchant_id: merchant, destination: { url, method: 'POST' } };
  const byMerchant = { merchant_id: merchant, destination: { payment_forward_url: true, method: 'POST' } };
  const askAfter = async (facts: readonly Fact[], question: object = byMerchant) => {
    const verdict = ask(await indexOf([...base, ...facts]), key, question);
    return [outcome(verdict), verdict.forwardUrl];
  };

  test.each([
    ['by its URL', byUrl],
    ["by the merchant's URL", byMerchant],
  ])('%s is allowed from its event on, and not from the event of its removal on', async (_how, question) => {
    expect(await askAfter([withUrl], question)).toEqual(['deny destination_not_allowed', url]);
    expect(await askAfter([withUrl, allowed], question)).toEqual(['allow masked', url]);
    const removed = [withUrl, allowed, destinationRemoved(accountId, destinationId)];
    expect(await askAfter(removed, question)).toEqual(['deny destination_not_allowed', url]);
  });

  test('of which one entry is taken away stays allowed by the other, as that one says', async () => {
    const second = destinationAllowed(accountId, randomUUID(), 'psp.example', { relay: 'status_only' });
    expect(await askAfter([withUrl, allowed, second])).toEqual(['allow status_only', url]);
    const left = [withUrl, allowed, second, destinationRemoved(accountId, destinationId)];
    expect(await askAfter(left)).toEqual(['allow status_only', url]);
  });

  test("follows the merchant's URL as it is changed, unset and set again", async () => {
    const elsewhere = forwardUrlChanged(accountId, merchant, 'https://other.example/');
    const unset = forwardUrlChanged(accountId, merchant, null);
    const again = forwardUrlChanged(accountId, merchant, url);
    const start = [withUrl, allowed];
    expect(await askAfter([...start, elsewhere])).toEqual(['deny destination_not_allowed', 'https://other.example/']);
    expect(await askAfter([...start, elsewhere, unset])).toEqual(['deny forward_url_missing', null]);
    expect(await askAfter([...start, unset, again])).toEqual(['allow masked', url]);
  });

  test('is not touched by a change of another detail', async () => {
    const renamed: Fact = {
      type: 'MerchantChanged',
      data: { accountId, merchantId: merchant, changed: { legalName: 'x' } },
    };
    expect(await askAfter([withUrl, allowed, renamed])).toEqual(['allow masked', url]);
  });

  test("of a removed merchant is out of reach, and a change that follows doesn't bring it back", async () => {
    const removed = merchantRemoved(accountId, merchant);
    const late = forwardUrlChanged(accountId, merchant, url);
    expect(await askAfter([withUrl, allowed, removed])).toEqual(['deny merchant_not_in_scope', null]);
    const index = await indexOf([...base, withUrl, allowed, removed, late, makeKey(accountId).created]);
    expect(index.find(key.keyId)?.account.forwardUrls.size).toBe(0);
  });

  test.each(['https://psp.example//pay', 'https://psp.example/pay#x', 'http://psp.example/pay', 'nonsense', ''])(
    'that was stored as %j under an older rule is never allowed',
    async (stored) => {
      const merchantFact = merchantAdded(accountId, merchant, false, stored);
      const [verdict] = await askAfter([merchantFact, allowed]);
      expect(verdict).toBe('deny destination_not_allowed');
    },
  );

  test('may be asked about with its query in the stored URL, which is told as it is', async () => {
    const stored = `${url}?shop=7`;
    const merchantFact = merchantAdded(accountId, merchant, false, stored);
    expect(await askAfter([merchantFact, allowed])).toEqual(['allow masked', stored]);
  });

  test('is told nothing about to who does not prove the key, or whose key was revoked', async () => {
    const stranger = { ...key, digest: makeKey(accountId).digest };
    const index = await indexOf([...base, withUrl, allowed]);
    expect(ask(index, stranger, byMerchant)).toMatchObject({
      ...{ reason: 'invalid_api_key', forwardUrl: null, destination: null },
    });
    const revoked = await indexOf([...base, withUrl, allowed, key.revoked]);
    expect(ask(revoked, key, byMerchant)).toMatchObject({
      ...{ reason: 'api_key_revoked', forwardUrl: null, destination: null },
    });
  });

  test('that nobody asked about is not in the verdict; the URL of the merchant is', async () => {
    expect(await askAfter([withUrl, allowed], { merchant_id: merchant })).toEqual(['allow', url]);
    expect(await askAfter([withUrl, allowed], {})).toEqual(['allow', null]);
  });
});
