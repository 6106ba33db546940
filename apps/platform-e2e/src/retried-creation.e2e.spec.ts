import { type Answer, call, operatorOf, type Platform, startPlatform } from '@latchkey/testing/platform';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const CREATIONS = 24;
/** Milliseconds into the creations at which key-management is killed, leaving rows whose lease has to run out. */
const KILL_AFTER_MS = [4, 12];
const MAX_BLOCKED_MS = 30_000;

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform?.stop());

interface Attempted {
  readonly idempotencyKey: string;
  readonly label: string;
  readonly secrets: string[];
  readonly ids: Set<string>;
}

test('a creation that is retried after key-management was killed is not blocked for longer than 30 s, and makes one key', async () => {
  const operator = operatorOf(platform);
  const account = await operator.openAccount('ecosystem');
  let interrupted = 0;

  for (const killAfterMs of KILL_AFTER_MS) {
    const creations = Array.from({ length: CREATIONS }, (): Attempted => {
      const idempotencyKey = randomUUID();
      return { idempotencyKey, label: `Retried ${idempotencyKey.slice(0, 8)}`, secrets: [], ids: new Set() };
    });
    const create = async (creation: Attempted): Promise<Answer> => {
      const answer = await operator.request('/api-keys', {
        method: 'POST',
        account,
        headers: { 'x-idempotency-key': creation.idempotencyKey },
        json: { label: creation.label },
      });
      if (answer.status !== 201) return answer;
      const key = answer.body as { id: string; secret: string | null; secret_unavailable?: boolean };
      creation.ids.add(key.id);
      if (key.secret === null) expect(key.secret_unavailable).toBe(true);
      else creation.secrets.push(key.secret);
      return answer;
    };

    const first = creations.map((creation) => create(creation).catch(() => null));
    await sleep(killAfterMs);
    await platform.services.key_management.kill('SIGKILL');
    const outcomes = await Promise.all(first);
    interrupted += outcomes.filter((outcome) => outcome === null).length;

    await platform.restart('key_management');
    const retriedAt = Date.now();
    await Promise.all(
      creations.map(async (creation) => {
        for (;;) {
          const answer = await create(creation);
          if (answer.status === 201) return;
          expect(answer.status).toBe(409);
          expect((answer.body as { classifier: string }).classifier).toBe('idempotency_key_in_progress');
          expect(Date.now() - retriedAt).toBeLessThan(MAX_BLOCKED_MS);
          await sleep(Math.min(1000, Number(answer.headers.get('retry-after') ?? 1) * 1000));
        }
      }),
    );

    const { rows } = await storedKeys(account);
    for (const creation of creations) {
      expect(creation.ids.size).toBe(1);
      expect(rows.filter((row) => row.label === creation.label).map((row) => row.id)).toEqual([...creation.ids]);
      for (const secret of creation.secrets) {
        const own = await call(platform.services.key_management.url, '/api-key', { headers: { 'x-api-key': secret } });
        expect(own.status).toBe(200);
      }
    }
  }
  expect(interrupted).toBeGreaterThan(0);

  async function storedKeys(accountId: string): Promise<{ rows: { id: string; label: string }[] }> {
    const rows: { id: string; label: string }[] = [];
    let cursor = '';
    // The list as of a position behind everything that was sent before.
    const { position } = await operator.makeKey(accountId);
    for (;;) {
      const page = await operator.request(`/api-keys?limit=500${cursor}`, {
        account: accountId,
        headers: { 'x-latchkey-min-position': position },
      });
      expect(page.status).toBe(200);
      const { data, pagination } = page.body as { data: typeof rows; pagination: { next_cursor: string | null } };
      rows.push(...data);
      if (pagination.next_cursor === null) return { rows };
      cursor = `&cursor=${encodeURIComponent(pagination.next_cursor)}`;
    }
  }
}, 180_000);
