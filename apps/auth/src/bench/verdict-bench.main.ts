/**
 * What a verdict costs, and a key in the index, default 1,000,000 of them:
 * `node --expose-gc dist/apps/auth/bench/verdict-bench.main.js [keys]`.
 * All kinds of check are measured in turn in every round; the figure is the median round.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseDestination } from '../http/parse-destination';
import { createLogIndex } from '../index/log-index';
import { destinationAllowed, makeKey, merchantAdded, opened, peppers, scopeOf } from '../testing/history.fixture';
import { decideVerdict } from '../verdict/decide-verdict';
import type { Check } from '../verdict/verdict';
import { fillerKey, recorded } from './filler-events';

const KEYS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 15;
const CHECKS_PER_ROUND = 10_000;
const print = (line: string) => process.stdout.write(`${line}\n`);

const used = () => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** Accounts with ten merchants; a hundred keys each. */
function fill(keys: number, scoped: boolean): void {
  const index = createLogIndex();
  const before = used();
  let spent = 0;
  for (let made = 0; made < keys;) {
    const accountId = randomUUID();
    const merchants = Array.from({ length: 10 }, () => randomUUID());
    const events = [
      recorded(opened(accountId, 'ecosystem')),
      ...merchants.map((id) => recorded(merchantAdded(accountId, id))),
      ...Array.from({ length: 100 }, (_, at) => fillerKey(accountId, scoped ? (merchants[at % 10] ?? null) : null)),
    ];
    const began = performance.now();
    for (const event of events) index.apply(event);
    spent += performance.now() - began;
    made += 100;
  }
  const all = (used() - before) / keys;
  // Asked after the measurement: an index that nobody uses any more would have been collected in it.
  const { keyBytes } = index.size();
  print(
    `${scoped ? 'scoped  ' : 'unscoped'} ${keys} keys: ${(keyBytes / keys).toFixed(0)} B a key in the table, ` +
      `${all.toFixed(0)} B with accounts, merchants and scopes; ${((keys * 1.11) / spent).toFixed(0)} k events/s applied`,
  );
}

function measureVerdicts(keys: number): void {
  const index = createLogIndex();
  const accountId = randomUUID();
  const merchants = Array.from({ length: 3 }, () => randomUUID());
  const unscoped = makeKey(accountId);
  const scoped = makeKey(accountId, scopeOf(merchants, ['tokens.list', 'tokens.read']));
  const stranger = makeKey(accountId);
  index.apply(recorded(opened(accountId, 'ecosystem')));
  for (const id of merchants) index.apply(recorded(merchantAdded(accountId, id)));
  for (const key of [unscoped, scoped]) index.apply(recorded(key.created));
  for (let at = 0; at < 200; at += 1)
    index.apply(
      recorded(destinationAllowed(accountId, randomUUID(), `psp${at % 50}.example`, { pathPrefixes: ['/v1'] })),
    );
  for (let made = 0; made < keys; made += 1) index.apply(fillerKey(accountId, null));

  const [merchantId] = merchants;
  const wish = { url: 'https://psp7.example/v1/payments', method: 'POST' };
  const destination = parseDestination(wish, false) ?? undefined;
  const kinds: Record<string, Check> = {
    'unscoped, allow': { keyId: unscoped.keyId, digest: unscoped.digest, operation: 'tokens.read' },
    'scoped, allow': { keyId: scoped.keyId, digest: scoped.digest, operation: 'tokens.read', merchantId },
    'wrong secret': { keyId: scoped.keyId, digest: stranger.digest, operation: 'tokens.read' },
    'unknown id': { keyId: stranger.keyId, digest: stranger.digest, operation: 'tokens.read' },
    destination: { keyId: unscoped.keyId, digest: unscoped.digest, destination },
  };
  const rounds = new Map(Object.keys(kinds).map((kind) => [kind, [] as number[]]));
  for (let round = -3; round < ROUNDS; round += 1) {
    for (const [kind, check] of Object.entries(kinds)) {
      const began = performance.now();
      for (let at = 0; at < CHECKS_PER_ROUND; at += 1) decideVerdict(index, peppers, check);
      const microseconds = ((performance.now() - began) * 1000) / CHECKS_PER_ROUND;
      if (round >= 0) rounds.get(kind)?.push(microseconds);
    }
  }
  const parseTimes = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    for (let at = 0; at < CHECKS_PER_ROUND; at += 1) parseDestination(wish, false);
    return ((performance.now() - began) * 1000) / CHECKS_PER_ROUND;
  });
  rounds.set('its URL read', parseTimes);
  for (const [kind, times] of rounds) {
    const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
    print(`verdict, ${kind.padEnd(16)} ${median.toFixed(2)} µs`);
  }
}

for (const scoped of [false, true]) {
  // What the round before left behind is garbage only after a turn of the event loop.
  await nextTurn();
  fill(KEYS, scoped);
}
await nextTurn();
measureVerdicts(KEYS);
