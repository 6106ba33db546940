import type { Replay } from '@latchkey/replay';
import { type Command, textOf } from '../arguments/command';
import { type KeyQuery, parseKeyQuery, parseUuid } from '../arguments/key-query';
import { parseTime } from '../arguments/parse-time';
import { unknown } from '../cli/audit-error';
import { EXIT } from '../cli/exit-codes';
import { bad, plain, type Result, type Table } from '../output/result';
import { openSource } from '../sources/open-source';
import { accountJson } from './account-resource';
import { KEY_COLUMNS, keyJson, keyRow } from './key-resource';
import { replayUntil } from './replay-until';

export const asOfCommand: Command = {
  name: 'as-of',
  operands: '<time>',
  summary: 'What was true at a time: keys and what they could do, accounts, merchants, destinations.',
  options: {
    account: { type: 'string', value: 'id', help: 'this account and its keys alone' },
    key: { type: 'string', value: 'key', help: 'this key and its account alone' },
  },
  operandCount: { min: 1, max: 1 },
  async run(invocation) {
    const { values, operands, io } = invocation;
    const time = parseTime(operands[0] ?? '', 'the time', io.now());
    const account = textOf(values, 'account');
    const accountId = account === undefined ? undefined : parseUuid(account, '--account');
    const key = textOf(values, 'key');
    const query = key === undefined ? undefined : parseKeyQuery(key);
    const source = openSource(invocation);
    try {
      const replay = await replayUntil(source, io, [{ ms: Date.parse(time), option: 'the time' }]);
      return resultOf(replay, time, accountId, query);
    } finally {
      await source.close();
    }
  },
};

function resultOf(replay: Replay, time: string, accountId: string | undefined, query: KeyQuery | undefined): Result {
  const keys = query ? keysNamed(replay, query, accountId) : [...replay.keys(accountId)];
  const accounts = accountsOf(replay, accountId ?? (query ? keys[0]?.accountId : undefined));
  if (query && keys.length === 0) throw unknown('no such key was in the log by then');
  if (accountId !== undefined && accounts.length === 0) throw unknown('no such account was in the log by then');
  const ambiguous = query !== undefined && keys.length > 1;
  return {
    json: {
      as_of: time,
      ordinal: replay.ordinal,
      ...(ambiguous ? { ambiguous } : {}),
      keys: keys.map(keyJson),
      accounts: accounts.map(accountJson),
    },
    tables: [{ title: `Keys at ${time}`, columns: KEY_COLUMNS, rows: keys.map(keyRow) }, ...accountTables(accounts)],
    sentences: ambiguous
      ? [bad('Several keys look like this: name one by its id.')]
      : [plain(`After event ${replay.ordinal}, the last that counts at ${time}.`)],
    exitCode: ambiguous ? EXIT.usage : EXIT.ok,
  };
}

function keysNamed(replay: Replay, query: KeyQuery, accountId: string | undefined) {
  const one = query.by === 'id' ? replay.key(query.id) : null;
  const found = query.by === 'id' ? (one ? [one] : []) : replay.keysDisplayed(query.display);
  return found.filter((key) => accountId === undefined || key.accountId === accountId);
}

function accountsOf(replay: Replay, accountId: string | undefined) {
  if (accountId === undefined) return [...replay.accounts()];
  const account = replay.account(accountId);
  return account ? [account] : [];
}

function accountTables(accounts: ReturnType<typeof accountsOf>): Table[] {
  const all = accounts.map(accountJson);
  return [
    {
      title: 'Accounts',
      columns: ['id', 'name', 'model'],
      rows: all.map(({ id, name, operating_model }) => [id, name, operating_model]),
    },
    {
      title: 'Merchants',
      columns: ['id', 'legal name', 'status', 'payment forward URL', 'account'],
      rows: all.flatMap((account) =>
        account.merchants.map((each) => [each.id, each.legal_name, each.status, each.payment_forward_url, account.id]),
      ),
    },
    {
      title: 'Allowed destinations',
      columns: ['host', 'ports', 'paths', 'methods', 'merchants', 'account'],
      rows: all.flatMap((account) =>
        account.destinations.map(({ host, ports, path_prefixes, methods, merchant_ids }) => [
          ...[host, ports.join(' '), path_prefixes.join(' '), methods.join(' '), merchant_ids?.join(' ') ?? 'all'],
          account.id,
        ]),
      ),
    },
  ];
}
