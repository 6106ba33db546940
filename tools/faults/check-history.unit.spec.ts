import { checkHistory, type History, type LoggedEvent } from './check-history';

const at = (ordinal: number, log = 'log') => `${log}:000${ordinal}`;
const event = (ordinal: number, change: Partial<LoggedEvent> = {}): LoggedEvent => ({
  position: at(ordinal),
  stream: 's',
  version: ordinal - 1,
  id: `id-${ordinal}`,
  writer: 'writer-1',
  number: ordinal,
  ...change,
});
const lines = (...texts: string[]) => texts.map((text) => text.split(' '));

const good: History = {
  log: [event(1), event(2), event(3)],
  head: at(3),
  writers: new Map([
    ['writer-1', lines('try 1 s', 'try 2 s', `ack 1 id-1 ${at(1)}`, 'unknown 2', 'try 3 s', `ack 3 id-3 ${at(3)}`)],
  ]),
  followers: new Map([
    [
      'follower-1',
      {
        lines: lines(
          'start none',
          `event ${at(1)}`,
          `event ${at(2)}`,
          `start ${at(1)}`,
          `event ${at(2)}`,
          `event ${at(3)}`,
        ),
        checkpoint: at(3),
      },
    ],
  ]),
};
const follower = (checkpoint: string, ...texts: string[]) => ({
  ...good,
  followers: new Map([['follower-1', { lines: lines(...texts), checkpoint }]]),
});
const events = [1, 2, 3].map((ordinal) => `event ${at(ordinal)}`);

test('a history that keeps every promise has no problems, also with an event handled again after a restart', () => {
  expect(checkHistory(good)).toEqual([]);
});

test('a rebuild for another log is no problem', () => {
  expect(
    checkHistory(follower(at(3), `start ${at(9, 'other')}`, `event ${at(9, 'other')}`, 'reset', ...events)),
  ).toEqual([]);
});

test.each<[string, History, RegExp]>([
  [
    'a hole in the positions',
    { ...good, log: [event(1), event(2), event(3, { position: at(4) })] },
    /event 3 of the log is at log:0004/,
  ],
  ['a hole in a stream', { ...good, log: [event(1), event(2), event(3, { version: 3 })] }, /hole or a double/],
  [
    'a command stored twice',
    { ...good, log: [event(1), event(2), event(3), event(4, { number: 1 })] },
    /writer-1 1 is in the log twice/,
  ],
  ['an acknowledged event that is not there', { ...good, log: [event(1), event(2)] }, /writer-1 3 was acknowledged/],
  [
    'an acknowledged event elsewhere',
    { ...good, log: [event(1), event(2), event(3, { id: 'x' })] },
    /writer-1 3 was acknowledged/,
  ],
  [
    'an event that was tried to the end and is not there',
    { ...good, log: [event(1), event(2, { number: 7 }), event(3)] },
    /writer-1 2 was tried/,
  ],
  [
    'a checkpoint ahead of what was handled',
    follower(at(3), 'start none', events[0] ?? '', `start ${at(2)}`, ...events),
    /had checkpoint log:0002 and had handled 1/,
  ],
  [
    'an event left out',
    follower(at(3), 'start none', events[0] ?? '', events[2] ?? ''),
    /handled log:0003 instead of log:0002/,
  ],
  ['a follower that does not get to the end', follower(at(2), 'start none', ...events.slice(0, 2)), /handled 2 of 3/],
])('%s is found', (_, history, problem) => {
  expect(checkHistory(history).join('\n')).toMatch(problem);
});
