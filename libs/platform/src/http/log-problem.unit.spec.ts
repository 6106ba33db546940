import { type Logger } from '../logging/logger';
import { Problem } from '../problems/problem';
import { logProblem } from './log-problem';

function recorded(problem: Problem): unknown[] {
  const lines: unknown[] = [];
  const record = (level: string) => (fields: object, message: string) => lines.push({ level, ...fields, message });
  logProblem({ error: record('error'), warn: record('warn') } as unknown as Logger, problem, 'r-1');
  return lines;
}

test('what the caller did wrong is not logged as ours', () => {
  expect(recorded(new Problem('not_found'))).toEqual([]);
});

test('a bug is logged whole', () => {
  const cause = new Error('broken');
  expect(recorded(new Problem('internal_error', { cause }))).toEqual([
    { level: 'error', err: cause, request_id: 'r-1', message: 'internal_error' },
  ]);
});

test('something that is away is one short line without a stack', () => {
  const cause = new Error(`away ${'x'.repeat(500)}`);
  expect(recorded(new Problem('database_unavailable', { cause }))).toEqual([
    { level: 'warn', reason: cause.message.slice(0, 200), request_id: 'r-1', message: 'database_unavailable' },
  ]);
});
