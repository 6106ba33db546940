import type { Command } from '../arguments/command';
import { type KeyQuery, parseKeyQuery } from '../arguments/key-query';
import { unknown } from '../cli/audit-error';
import { EXIT } from '../cli/exit-codes';
import { bad, type Result } from '../output/result';
import { openSource } from '../sources/open-source';
import { eventJson, eventTable } from './event-list';
import { isoTime, type TimedEvent, walkLog } from './walk-log';

export const historyCommand: Command = {
  name: 'history',
  operands: '<key>',
  summary: 'The life of a key: who made it, what changed, who revoked it. Named by its id or its display form.',
  options: {},
  operandCount: { min: 1, max: 1 },
  async run(invocation) {
    const query = parseKeyQuery(invocation.operands[0] ?? '');
    const source = openSource(invocation);
    try {
      const lives = new Map<string, TimedEvent[]>();
      await walkLog(source, invocation.io, (timed) => note(lives, query, timed));
      const [life, ...others] = lives.values();
      if (!life) throw unknown('no such key is in the log');
      return others.length > 0 ? several([life, ...others]) : historyOf(life);
    } finally {
      await source.close();
    }
  },
};

function note(lives: Map<string, TimedEvent[]>, query: KeyQuery, timed: TimedEvent): void {
  const { stream, type, data } = timed.event;
  if (!stream.startsWith('apikey-')) return;
  const known = lives.get(stream);
  if (known) known.push(timed);
  else if (
    query.by === 'id' ? stream === `apikey-${query.id}` : type === 'KeyCreated' && data['display'] === query.display
  ) {
    lives.set(stream, [timed]);
  }
}

function historyOf(life: readonly TimedEvent[]): Result {
  const first = life[0]?.event;
  return {
    json: {
      key_id: first?.stream.slice('apikey-'.length),
      account_id: first?.data['accountId'] ?? null,
      display: first?.data['display'] ?? null,
      events: life.map(eventJson),
    },
    tables: [
      eventTable(
        `Key ${first?.stream.slice('apikey-'.length) ?? ''}, account ${String(first?.data['accountId'])}`,
        life,
      ),
    ],
    sentences: [],
    exitCode: EXIT.ok,
  };
}

/** Several keys may show the same few characters. */
function several(lives: readonly (readonly TimedEvent[])[]): Result {
  const keys = lives.flatMap(([created]) => (created ? [keyOf(created)] : []));
  return {
    json: { ambiguous: true, keys },
    tables: [
      {
        title: 'Keys of this display form',
        columns: ['id', 'display', 'label', 'account', 'created'],
        rows: keys.map(({ id, display, label, account_id, created_at }) => [
          id,
          display,
          label,
          account_id,
          created_at,
        ]),
      },
    ],
    sentences: [bad('Several keys look like this: name one by its id.')],
    exitCode: EXIT.usage,
  };
}

const keyOf = ({ event, effectiveMs }: TimedEvent) => ({
  id: event.stream.slice('apikey-'.length),
  display: String(event.data['display']),
  label: String(event.data['label']),
  account_id: String(event.data['accountId']),
  created_at: isoTime(effectiveMs),
});
