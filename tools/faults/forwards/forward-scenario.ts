import { createPool } from '@latchkey/postgres';
import { createInstallation } from '@latchkey/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { brokenPromises } from './check-forwards';
import { startCountingDestination } from './counting-destination';
import { startMortalCommerce } from './mortal-commerce';
import { attempt, newOrder, type Order, persist } from './persistent-client';
import { setStage } from './stage';

export interface ForwardScenario {
  readonly forwards: number;
  readonly clients: number;
  /** Clients go on with further forwards until commerce has been killed so often; default 0. */
  readonly minKills?: number;
  /** From then on it is left alone; default: it never is. */
  readonly maxKills?: number;
  readonly onKill?: (number: number) => void;
}

export interface ForwardReport {
  readonly forwards: number;
  readonly kills: number;
  readonly answered: number;
  readonly unknown: number;
  /** Received by the destination, whatever the client was told. */
  readonly received: number;
  readonly attempts: number;
  readonly auditRows: number;
  readonly problems: readonly string[];
}

const LONGEST_LIFE_MS = 700;

/**
 * Clients forward, each under an idempotency key of its own, and repeat until they know; commerce is killed again and again.
 * Afterwards the destination's count, the audit rows and all answers are held against each other.
 */
export async function runForwards({
  forwards,
  clients,
  minKills = 0,
  maxKills = Infinity,
  onKill,
}: ForwardScenario): Promise<ForwardReport> {
  const installation = await createInstallation();
  const destination = await startCountingDestination();
  try {
    await installation.start({ LOG_LEVEL: 'warn' }).ready;
    const local = installation.local();
    const stage = await setStage(local, destination.port);
    const commerce = await startMortalCommerce(installation, installation.portBase + 40);
    const ended: { order: Order; attempts: Awaited<ReturnType<typeof persist>> }[] = [];
    let kills = 0;
    let begun = 0;
    const client = async (): Promise<void> => {
      while (begun < forwards || kills < minKills) {
        const order = orderOf(begun++);
        ended.push({ order, attempts: await persist(commerce.url, order) });
      }
    };
    const working = Promise.all(Array.from({ length: clients }, client));
    await killUntil(working);
    await working;
    const problems = await strangers(commerce.url, ended[0]?.order);
    await commerce.stop();

    const audit = await auditRowsByDestination(local.database_url, stage.accountId);
    for (const { order, attempts } of ended) {
      const { times = [], cards = new Set() } = destination.received.get(order.name) ?? {};
      const auditRows = audit.get(order.url) ?? 0;
      problems.push(...brokenPromises({ order, attempts, receivedAtMs: times, variants: cards.size, auditRows }));
    }
    return {
      forwards: ended.length,
      kills,
      answered: ended.filter(({ attempts }) => attempts.at(-1)?.answers !== undefined).length,
      unknown: ended.filter(({ attempts }) => attempts.at(-1)?.classifier === 'outcome_unknown').length,
      received: destination.received.size,
      attempts: ended.reduce((total, { attempts }) => total + attempts.length, 0),
      auditRows: [...audit.values()].reduce((total, rows) => total + rows, 0),
      problems,
    };

    /** A path of its own for each, by which its audit rows are found. */
    function orderOf(index: number): Order {
      const pick = (list: readonly string[]) => list[index % list.length] ?? '';
      return newOrder(pick(stage.keys), pick(stage.tokens), `http://localhost:${destination.port}/forwards/${index}`);
    }

    async function killUntil(work: Promise<unknown>): Promise<void> {
      let working = true;
      void work.finally(() => (working = false)).catch(() => undefined);
      while (kills < maxKills) {
        await sleep(Math.random() * LONGEST_LIFE_MS);
        if (!working) return;
        onKill?.(kills + 1);
        await commerce.crash();
        kills += 1;
      }
    }

    /** The record of one forward is nobody else's: another token, destination or caller gets no answer out of it. */
    async function strangers(url: string, order: Order | undefined): Promise<string[]> {
      if (order === undefined) return ['no forward came to an end'];
      const other = (list: readonly string[], mine: string) => list.find((one) => one !== mine) ?? '';
      const broken: string[] = [];
      for (const [what, stranger] of [
        ['token', { ...order, token: other(stage.tokens, order.token) }],
        ['destination', { ...order, url: `${order.url}/elsewhere` }],
      ] as const) {
        const { status, classifier } = await attempt(url, stranger);
        if (status !== 422 || classifier !== 'idempotency_key_reused')
          broken.push(`a repeat with another ${what} was answered ${status} ${classifier}`);
      }
      const name = 'of another caller';
      const { answers } = await attempt(url, { ...order, name, key: other(stage.keys, order.key) });
      if (answers !== name) broken.push(`another caller with the same idempotency key got ${answers}`);
      return broken;
    }
  } finally {
    await destination.stop();
    await installation.dispose();
  }
}

async function auditRowsByDestination(databaseUrl: string, accountId: string): Promise<Map<string, number>> {
  const pool = createPool({ connectionString: databaseUrl, applicationName: 'faults', max: 1 });
  try {
    const { rows } = await pool.query<{ destination: string; rows: number }>(
      `SELECT destination, count(*)::int AS rows FROM commerce.access_records
       WHERE account_id = $1 AND destination IS NOT NULL GROUP BY destination`,
      [accountId],
    );
    return new Map(rows.map(({ destination, rows: count }) => [destination, count]));
  } finally {
    await pool.end();
  }
}
