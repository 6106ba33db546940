import { createHash, randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createAuthClient, type AuthClient, type AuthClientOptions } from './auth-client';
import {
  allowAll,
  allowOf,
  answering,
  behindOf,
  denyOf,
  hang,
  startAuthDouble,
  type AuthDouble,
  type Behaviour,
} from './auth.double';

const digest = createHash('sha256').update('a key').digest();
const check = () => ({ keyId: randomUUID(), digest });
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

let auth: AuthDouble;
const clients: AuthClient[] = [];
const connect = (options: Partial<AuthClientOptions> = {}) => {
  const client = createAuthClient({ urls: [auth.url], token: () => Promise.resolve('token'), ...options });
  clients.push(client);
  return client;
};

beforeEach(async () => {
  auth = await startAuthDouble();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await auth.close();
});

/** Holds every call back until released. */
function gate(then: Behaviour) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const behaviour: Behaviour = (call, response) => promise.then(() => then(call, response));
  return { behaviour, open: resolve };
}

const received = async (calls: number) => {
  while (auth.calls.length < calls) await nextTurn();
};

describe('one call', () => {
  test('carries every check of one turn of the event loop, and each asker gets its own verdict', async () => {
    auth.behave(answering((each) => (each.feature === 'tokens.read' ? allowOf(each) : denyOf(each, 'no'))));
    const client = connect();
    const asked = times(50, check).map((each, index) => ({ ...each, feature: index % 3 ? 'tokens.read' : 'other' }));
    const answers = await Promise.all(asked.map((each) => client.verify(each)));
    expect(auth.calls.map((call) => call.checks.length)).toEqual([50]);
    expect(answers.map((answer) => [answer.verdict, 'keyId' in answer && answer.keyId])).toEqual(
      asked.map((each) => [each.feature === 'other' ? 'deny' : 'allow', each.keyId]),
    );
  });

  test('also carries those that arise later in the same turn, after other work was awaited', async () => {
    const client = connect();
    const first = client.verify(check());
    for (let step = 0; step < 5; step += 1) await Promise.resolve();
    await Promise.all([first, client.verify(check())]);
    expect(auth.calls.map((call) => call.checks.length)).toEqual([2]);
  });

  test('is what the specification says: path, token, members', async () => {
    const asked = { ...check(), feature: 'tokens.read', merchantId: randomUUID() };
    await connect().verify(asked);
    expect(auth.calls).toEqual([
      {
        authorization: 'Bearer token',
        waitMs: undefined,
        checks: [
          {
            key_id: asked.keyId,
            digest: digest.toString('base64url'),
            feature: 'tokens.read',
            merchant_id: asked.merchantId,
          },
        ],
      },
    ]);
  });

  test('carries what is asked about destinations, in the words of auth', async () => {
    const client = connect();
    const url = 'https://psp.example/pay';
    const asked = [
      { url, method: 'POST' },
      { url, method: 'PUT', anyMerchant: true },
      { paymentForwardUrl: true, method: 'POST' },
    ] as const;
    auth.behave(answering((each) => ({ ...allowOf(each), forward_url: url })));
    const answers = await Promise.all(asked.map((destination) => client.verify({ ...check(), destination })));
    expect(auth.calls[0]?.checks.map((each) => each.destination)).toEqual([
      { url, method: 'POST' },
      { url, method: 'PUT', any_merchant: true },
      { payment_forward_url: true, method: 'POST' },
    ]);
    const destination = { relay: 'masked', insecureLoopback: false };
    expect(answers).toMatchObject(asked.map(() => ({ verdict: 'allow', forwardUrl: url, destination })));
  });

  test('holds at most maxBatch checks', async () => {
    const client = connect({ maxBatch: 10 });
    await Promise.all(times(25, check).map((each) => client.verify(each)));
    expect(auth.calls.map((call) => call.checks.length)).toEqual([10, 10, 5]);
  });

  test('is never joined by a check that was asked after it was sent, even for the same key', async () => {
    const held = gate(allowAll);
    auth.behave(held.behaviour);
    const client = connect();
    const asked = check();
    const first = client.verify(asked);
    await received(1);
    const second = client.verify(asked);
    await received(2);
    held.open();
    expect(await Promise.all([first, second])).toMatchObject([{ verdict: 'allow' }, { verdict: 'allow' }]);
    expect(auth.calls.map((call) => call.checks.length)).toEqual([1, 1]);
  });

  test('waits while maxInFlight calls are on their way; what has gathered then goes together', async () => {
    const held = gate(allowAll);
    auth.behave(held.behaviour);
    const client = connect({ maxInFlight: 1 });
    const first = client.verify(check());
    await received(1);
    const later = [client.verify(check())];
    await nextTurn();
    later.push(client.verify(check()));
    await nextTurn();
    held.open();
    await Promise.all([first, ...later]);
    expect(auth.calls.map((call) => call.checks.length)).toEqual([1, 2]);
  });
});

describe('a flood while auth hangs', () => {
  test('is refused at once beyond what may wait, holds nothing afterwards, and ends in recovery', async () => {
    auth.behave(hang);
    const client = connect({ maxQueue: 100, maxBatch: 10, maxInFlight: 1, deadlineMs: 100 });
    const inFlight = client.verify(check());
    await received(1);
    const flood = times(5_000, () => client.verify(check()));
    expect(client.waiting()).toBe(100);
    const reasons = (await Promise.all(flood)).map((answer) => answer.reason);
    expect(reasons.slice(0, 100)).toEqual(times(100, () => 'deadline'));
    expect(reasons.slice(100)).toEqual(times(4_900, () => 'queue_full'));
    expect(await inFlight).toMatchObject({ verdict: 'unavailable' });
    expect(client.waiting()).toBe(0);
    auth.behave(allowAll);
    expect(await client.verify(check())).toMatchObject({ verdict: 'allow' });
  });
});

describe('an allow that was asked for more than a second ago is thrown away', () => {
  const clocks = (): { monotonic: number; wall: number } => ({ monotonic: 50, wall: 1_000_000 });
  const connectWith = (clock: ReturnType<typeof clocks>) =>
    connect({ clock: { monotonicMs: () => clock.monotonic, wallMs: () => clock.wall } });

  test.each(['monotonic', 'wall'] as const)('by the %s clock', async (which) => {
    const clock = clocks();
    auth.behave((call, response) => {
      clock[which] += 1001;
      return allowAll(call, response);
    });
    expect(await connectWith(clock).verify(check())).toEqual({ verdict: 'unavailable', reason: 'stale' });
  });

  test('and one that is a second old is not', async () => {
    const clock = clocks();
    auth.behave((call, response) => {
      clock.monotonic += 1000;
      return allowAll(call, response);
    });
    expect(await connectWith(clock).verify(check())).toMatchObject({ verdict: 'allow' });
  });

  test('and an old deny stays a deny', async () => {
    const clock = clocks();
    auth.behave((call, response) => {
      clock.wall += 5000;
      return answering((each) => denyOf(each, 'api_key_revoked'))(call, response);
    });
    expect(await connectWith(clock).verify(check())).toMatchObject({ verdict: 'deny', reason: 'api_key_revoked' });
  });
});

describe('a check that demands a position', () => {
  test('travels apart, so that it holds no other check up', async () => {
    const client = connect();
    await Promise.all([client.verify(check()), client.verify({ ...check(), minPosition: 'log:0007' })]);
    const calls = auth.calls.map((call) => [call.waitMs, call.checks.map((each) => each.min_position)]);
    expect(calls).toHaveLength(2);
    expect(calls).toContainEqual([250, ['log:0007']]);
    expect(calls).toContainEqual([undefined, [undefined]]);
  });

  test('is asked again while auth is behind, and gets the fresh allow', async () => {
    auth.behave((call, response) => answering(auth.calls.length < 3 ? behindOf : allowOf)(call, response));
    expect(await connect().verify({ ...check(), minPosition: 'log:0007' })).toMatchObject({ verdict: 'allow' });
    expect(auth.calls).toHaveLength(3);
  });

  test('is behind when auth does not get there in time', async () => {
    const clock = { ms: 0 };
    auth.behave((call, response) => {
      clock.ms += 250;
      return answering(behindOf)(call, response);
    });
    const client = connect({ clock: { monotonicMs: () => clock.ms, wallMs: () => clock.ms } });
    const answer = await client.verify({ ...check(), minPosition: 'log:0007' });
    expect(answer).toEqual({ verdict: 'unavailable', reason: 'behind' });
    expect(auth.calls).toHaveLength(8);
  });

  test('is malformed, as auth says, when the position is of another log', async () => {
    auth.behave(answering((each) => ({ ...denyOf(each, 'unknown_position'), verdict: 'malformed' })));
    const answer = await connect().verify({ ...check(), minPosition: 'other:1' });
    expect(answer).toEqual({ verdict: 'malformed', reason: 'unknown_position', position: 'log:0001' });
  });
});

describe('closing', () => {
  test('answers what is open, and all that comes after, with unavailable', async () => {
    auth.behave(hang);
    const client = connect({ maxInFlight: 1 });
    const sent = client.verify(check());
    await received(1);
    const waiting = client.verify(check());
    await client.close();
    const closed = { verdict: 'unavailable', reason: 'closed' };
    expect(await Promise.all([sent, waiting, client.verify(check())])).toEqual([closed, closed, closed]);
  });
});
