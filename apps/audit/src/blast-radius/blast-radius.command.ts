import { createReplay, type KeyAsOf } from '@latchkey/replay';
import { type Command, type Invocation, textOf } from '../arguments/command';
import { type KeyQuery, parseKeyQuery } from '../arguments/key-query';
import { parseTime } from '../arguments/parse-time';
import { AuditError, unknown, wrongUsage } from '../cli/audit-error';
import { EXIT } from '../cli/exit-codes';
import { plain, type Result, type Sentence } from '../output/result';
import { auditPool, isMissingTable } from '../sources/live-source';
import { databaseUrlOf, openSource } from '../sources/open-source';
import { scanLog } from '../sources/scan-log';
import { createReachSpans, reachOf, type ReachSpan } from './reach';
import { recordedAccesses, type RecordedAccesses } from './recorded-accesses';

export const blastRadiusCommand: Command = {
  name: 'blast-radius',
  operands: '<key>',
  summary: 'What a leaked key could reach between two times, and what commerce recorded that it did reach.',
  options: {
    from: { type: 'string', value: 'time', help: 'from then on, such as when it leaked' },
    to: { type: 'string', value: 'time', help: 'before then; default: now' },
  },
  operandCount: { min: 1, max: 1 },
  async run(invocation) {
    const query = parseKeyQuery(invocation.operands[0] ?? '');
    const window = readWindow(invocation);
    const databaseUrl = databaseUrlOf(invocation);
    const source = openSource(invocation);
    try {
      const { key, spans } = await couldReach(source, invocation, query, window);
      const recorded = await didReach(databaseUrl, key.keyId, window);
      return resultOf(key, window, spans, recorded);
    } finally {
      await source.close();
    }
  },
};

interface Window {
  readonly from: string;
  readonly to: string;
}

function readWindow({ values, io }: Invocation): Window {
  const from = textOf(values, 'from');
  if (from === undefined) throw wrongUsage('blast-radius needs --from <time>');
  const now = io.now();
  const window = {
    from: parseTime(from, '--from', now),
    to: parseTime(textOf(values, 'to') ?? now.toISOString(), '--to', now),
  };
  if (window.from >= window.to) throw wrongUsage('--from must be before --to');
  return window;
}

async function couldReach(
  source: Parameters<typeof scanLog>[0],
  { io }: Invocation,
  query: KeyQuery,
  { from, to }: Window,
): Promise<{ key: KeyAsOf; spans: readonly ReachSpan[] }> {
  const replay = createReplay();
  const spans = createReachSpans(from);
  let id = query.by === 'id' ? query.id : undefined;
  const look = (at: string): void => {
    const key = id === undefined ? null : replay.key(id);
    spans.note(at, reachOf(key, key && replay.account(key.accountId)));
  };
  look(from);
  let ended = false;
  for await (const events of scanLog(source, io)) {
    for (const event of events) {
      // What comes behind the end is behind it, whatever its clock said.
      ended ||= !replay.isBy(event, Date.parse(to) - 1);
      if (ended) continue;
      replay.apply(event);
      if (query.by === 'display' && event.type === 'KeyCreated' && event.data['display'] === query.display) {
        if (id !== undefined) throw ambiguous();
        id = event.stream.slice('apikey-'.length);
      }
      const accountId = id === undefined ? undefined : replay.key(id)?.accountId;
      if (accountId !== undefined && event.data['accountId'] === accountId) look(replay.effectiveAt ?? from);
    }
  }
  const key = id === undefined ? null : replay.key(id);
  if (!key) throw unknown('no such key was in the log by the end of the window');
  return { key, spans: spans.until(to) };
}

type Recorded = { readonly rows: readonly RecordedAccesses[] } | { readonly absent: string };

async function didReach(databaseUrl: string | undefined, keyId: string, window: Window): Promise<Recorded> {
  if (databaseUrl === undefined) return { absent: 'DATABASE_URL, where commerce records it, is not set' };
  const pool = auditPool(databaseUrl, 1);
  try {
    return { rows: await recordedAccesses(pool, keyId, window) };
  } catch (error) {
    if (isMissingTable(error)) return { absent: 'the database has no records of access' };
    throw error;
  } finally {
    await pool.end();
  }
}

function resultOf(key: KeyAsOf, window: Window, spans: readonly ReachSpan[], recorded: Recorded): Result {
  const rows = 'rows' in recorded ? recorded.rows : [];
  const calls = rows.reduce((sum, row) => sum + row.calls, 0);
  const said: Sentence[] =
    'rows' in recorded
      ? [plain(`${calls} calls recorded in the window.`)]
      : [plain(`What it did reach was not looked at: ${recorded.absent}.`)];
  const { keyId, display, accountId, status } = key;
  return {
    json: {
      key: { id: keyId, display, account_id: accountId, status },
      ...window,
      could_reach: spans,
      recorded: 'rows' in recorded ? recorded.rows : null,
    },
    tables: [
      {
        title: `What key ${display} (${keyId}) could reach from ${window.from} to ${window.to}`,
        columns: ['from', 'to', 'features', 'merchants', 'destinations'],
        rows: spans.map(({ from, to, reach }) => [
          ...[from, to, reach?.features.join(' ') ?? 'nothing'],
          ...[reach?.merchants.join(' ') ?? '', reach?.destinations.join(' ') ?? ''],
        ]),
      },
      ...('rows' in recorded ? [recordedTable(rows)] : []),
    ],
    sentences: said,
    exitCode: EXIT.ok,
  };
}

const recordedTable = (rows: readonly RecordedAccesses[]) => ({
  title: 'What it did reach, as commerce recorded it',
  columns: ['operation', 'merchant', 'destination', 'calls', 'tokens', 'listed', 'first', 'last'],
  rows: rows.map((row) => [
    ...[row.operation, row.merchant_id, row.destination],
    ...[row.calls, row.tokens, row.listed, row.first_at, row.last_at],
  ]),
});

const ambiguous = () =>
  new AuditError(EXIT.usage, 'several keys look like this: name one by its id, which history lists');
