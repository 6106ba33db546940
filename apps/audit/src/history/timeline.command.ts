import { type Command, textOf } from '../arguments/command';
import { parseUuid } from '../arguments/key-query';
import { parseTime } from '../arguments/parse-time';
import { unknown, wrongUsage } from '../cli/audit-error';
import { EXIT } from '../cli/exit-codes';
import { openSource } from '../sources/open-source';
import { eventJson, eventTable } from './event-list';
import { type TimedEvent, walkLog } from './walk-log';

export const timelineCommand: Command = {
  name: 'timeline',
  operands: '',
  summary: 'All that happened to an account, its merchants, destinations and keys, in order.',
  options: {
    account: { type: 'string', value: 'id', help: 'whose' },
    from: { type: 'string', value: 'time', help: 'from then on' },
    to: { type: 'string', value: 'time', help: 'before then' },
  },
  operandCount: { min: 0, max: 0 },
  async run(invocation) {
    const { values, io } = invocation;
    const given = textOf(values, 'account');
    if (given === undefined) throw wrongUsage('timeline needs --account <id>');
    const accountId = parseUuid(given, '--account');
    const { from, to } = readWindow(values, io.now());
    const source = openSource(invocation);
    try {
      const events: TimedEvent[] = [];
      let isKnown = false;
      await walkLog(source, io, (timed) => {
        if (timed.event.data['accountId'] !== accountId) return;
        isKnown = true;
        if (timed.effectiveMs >= from && timed.effectiveMs < to) events.push(timed);
      });
      if (!isKnown) throw unknown('no such account is in the log');
      return {
        json: { account_id: accountId, events: events.map(eventJson) },
        tables: [eventTable(`Account ${accountId}`, events)],
        sentences: [],
        exitCode: EXIT.ok,
      };
    } finally {
      await source.close();
    }
  },
};

function readWindow(values: Parameters<typeof textOf>[0], now: Date): { from: number; to: number } {
  const [from, to] = ['from', 'to'].map((name) => {
    const text = textOf(values, name);
    return text === undefined ? undefined : Date.parse(parseTime(text, `--${name}`, now));
  });
  if (from !== undefined && to !== undefined && from >= to) throw wrongUsage('--from must be before --to');
  return { from: from ?? -Infinity, to: to ?? Infinity };
}
