import { Writable } from 'node:stream';
import type { Command } from '../arguments/command';
import type { AuditIo } from './audit-io';
import { outputTo } from './process-io';
import { runAudit } from './run-audit';

const answer: Command = {
  ...{ name: 'answer', operands: '', summary: '', options: {}, operandCount: { min: 0, max: 0 } },
  run: () => Promise.resolve({ json: {}, tables: [], sentences: [], exitCode: 0 }),
};
const failing = (code: string) =>
  outputTo(new Writable({ write: (_, __, done) => done(Object.assign(new Error('told by nobody'), { code })) }));

test.each([
  ['a reader who leaves early is no failure', 'EPIPE', 0, ''],
  ['an answer that a full disk cuts off is one', 'ENOSPC', 1, 'audit: the output cannot be written (ENOSPC)\n'],
])('%s', async (_, code, exitCode, said) => {
  let told = '';
  const err = { isTerminal: false, columns: 80, write: (text: string) => Promise.resolve(void (told += text)) };
  const io: AuditIo = { env: {}, out: failing(code), err, now: () => new Date(0) };
  expect([await runAudit(['answer', '--json'], [answer], io), told]).toEqual([exitCode, said]);
});
