import { FEATURES, parseDestinationUrl, UNSCOPED_OPERATIONS } from '@latchkey/accounts-domain';
import { isOperation } from '@latchkey/keys-domain';
import { type AuditWish, type CouldWatch, type Replay, type Span, type WhoCould, wrongWish } from '@latchkey/replay';
import { type Command, type Invocation, textOf, type Values } from '../arguments/command';
import { parseUuid } from '../arguments/key-query';
import { parseTime } from '../arguments/parse-time';
import { unknown, wrongUsage } from '../cli/audit-error';
import { EXIT } from '../cli/exit-codes';
import { plain, type Result } from '../output/result';
import { openSource } from '../sources/open-source';
import { KEY_COLUMNS, keyJson, keyRow, spanText } from './key-resource';
import { replayUntil, type Stop } from './replay-until';

export const whoCouldCommand: Command = {
  name: 'who-could',
  operands: '',
  summary: 'Which keys could use a feature for a merchant, at a time or at any moment between two.',
  options: {
    feature: { type: 'string', value: 'feature', help: `one of ${[...FEATURES, ...UNSCOPED_OPERATIONS].join(', ')}` },
    merchant: { type: 'string', value: 'id', help: 'for whom' },
    at: { type: 'string', value: 'time', help: 'at this time' },
    between: { type: 'string', value: 'from> <to', help: 'at any moment from the one time through the other' },
    account: { type: 'string', value: 'id', help: 'keys of this account alone' },
    destination: { type: 'string', value: 'url', help: 'of forwards: to there' },
    method: { type: 'string', value: 'method', help: 'of forwards: with this method; default POST' },
  },
  operandCount: { min: 0, max: 1 },
  async run(invocation) {
    const wish = readWish(invocation.values);
    const account = textOf(invocation.values, 'account');
    const accountId = account === undefined ? undefined : parseUuid(account, '--account');
    const window = readWindow(invocation);
    const source = openSource(invocation);
    try {
      return await answer({ source, io: invocation.io, wish, accountId, window });
    } finally {
      await source.close();
    }
  },
};

type Window = { readonly at: string } | { readonly from: string; readonly to: string };

interface Question {
  readonly source: Parameters<typeof replayUntil>[0];
  readonly io: Invocation['io'];
  readonly wish: AuditWish;
  readonly accountId: string | undefined;
  readonly window: Window;
}

async function answer({ source, io, wish, accountId, window }: Question): Promise<Result> {
  if ('at' in window) {
    const replay = await replayUntil(source, io, [{ ms: Date.parse(window.at), option: '--at' }]);
    requireKnown(replay, wish, accountId);
    return resultOf([...replay.whoCould(wish, accountId)], { wish, window, ordinal: replay.ordinal });
  }
  let watch: CouldWatch | undefined;
  const stops: Stop[] = [
    {
      // Within the first millisecond as well: a moment lies between two events, and one that ended in it counts.
      ms: Date.parse(window.from) - 1,
      option: '--between',
      mayPrecede: true,
      then: (replay) => (watch = replay.watch(wish, accountId)),
    },
    { ms: Date.parse(window.to), option: '--between' },
  ];
  const replay = await replayUntil(source, io, stops);
  requireKnown(replay, wish, accountId);
  return resultOf([...(watch?.answers() ?? [])], { wish, window, ordinal: replay.ordinal });
}

function readWish(values: Values): AuditWish {
  const feature = textOf(values, 'feature');
  if (feature === undefined || !isOperation(feature)) {
    throw wrongUsage(`--feature is one of ${[...FEATURES, ...UNSCOPED_OPERATIONS].join(', ')}`);
  }
  const merchant = textOf(values, 'merchant');
  if (merchant === undefined) throw wrongUsage('who-could needs --merchant <id>');
  const wish = {
    operation: feature,
    merchantId: parseUuid(merchant, '--merchant'),
    destination: readDestination(values),
  };
  const wrong = wrongWish(wish);
  if (wrong !== null) throw wrongUsage(`--destination ${wrong}`);
  return wish;
}

function readDestination(values: Values): AuditWish['destination'] {
  const text = textOf(values, 'destination');
  const method = (textOf(values, 'method') ?? 'POST').toUpperCase();
  if (text === undefined) return undefined;
  const parsed = parseDestinationUrl(text);
  if (!parsed.ok) throw wrongUsage(`--destination ${parsed.reason}`);
  return { url: parsed.value, method };
}

function readWindow({ values, operands, io }: Invocation): Window {
  const [at, from] = [textOf(values, 'at'), textOf(values, 'between')];
  const [to] = operands;
  if (at !== undefined && from === undefined && to === undefined) return { at: parseTime(at, '--at', io.now()) };
  if (at !== undefined || from === undefined || to === undefined) {
    throw wrongUsage('who-could needs --at <time>, or --between <from> <to>');
  }
  const window = { from: parseTime(from, '--between', io.now()), to: parseTime(to, '--between', io.now()) };
  if (window.from > window.to) throw wrongUsage('the first time of --between must not be after the second');
  return window;
}

function requireKnown(replay: Replay, { merchantId }: AuditWish, accountId: string | undefined): void {
  if (accountId !== undefined && !replay.account(accountId)) throw unknown('no such account was in the log by then');
  if (merchantId === undefined) return;
  for (const { merchants } of replay.accounts()) if (merchants.get(merchantId)) return;
  throw unknown('no such merchant was in the log by then');
}

function resultOf(
  answers: readonly (WhoCould & { readonly spans?: readonly Span[] })[],
  { wish, window, ordinal }: { wish: AuditWish; window: Window; ordinal: number },
): Result {
  const between = 'from' in window;
  return {
    json: {
      feature: wish.operation,
      merchant_id: wish.merchantId,
      ...window,
      ordinal,
      keys: answers.map(({ key, why, spans }) => ({ ...keyJson(key), why, ...(spans ? { spans } : {}) })),
    },
    tables: [
      {
        title: `Keys that could use ${wish.operation} for merchant ${wish.merchantId ?? ''}`,
        columns: [...KEY_COLUMNS, 'why', ...(between ? ['when'] : [])],
        rows: answers.map(({ key, why, spans }) => [
          ...keyRow(key),
          why,
          ...(spans ? [spans.map(spanText).join(', ')] : []),
        ]),
      },
    ],
    sentences: [plain(`${answers.length} keys, after event ${ordinal}.`)],
    exitCode: EXIT.ok,
  };
}
