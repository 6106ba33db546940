import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEmail, tokenOf } from '../testing/browser';
import { openTestAccount, operatorOf } from '../testing/client';
import { startTestService, type TestService } from '../testing/test-service';
import { createFileMailer } from './file.mailer';

let directory: string;
let service: TestService;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-mail-'));
  service = await startTestService({ env: { MAIL_DIRECTORY: directory } });
});
afterEach(() => {
  for (const name of readdirSync(directory)) rmSync(join(directory, name));
});
afterAll(async () => {
  await service.dispose();
  rmSync(directory, { recursive: true, force: true });
});

const mails = () =>
  readdirSync(directory).map((name) => ({
    name,
    mode: statSync(join(directory, name)).mode & 0o777,
    text: readFileSync(join(directory, name), 'utf8'),
  }));

test('a mail is one file that only its owner may read, as RFC 5322 has it', async () => {
  const mailer = createFileMailer(directory, () => new Date('2026-11-26T10:00:00Z'));
  await mailer.send({ to: 'ada@acme.example', subject: 'Hello', text: 'One\nTwö' });
  const [mail] = mails();
  expect(mail).toMatchObject({
    name: expect.stringMatching(/^2026-11-26T10-00-00.000Z-[0-9a-f-]{36}\.eml$/),
    mode: 0o600,
  });
  expect(mail?.text.split('\r\n')).toEqual([
    'Date: Thu, 26 Nov 2026 10:00:00 +0000',
    'To: <ada@acme.example>',
    'Subject: Hello',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'One',
    'Twö',
    '',
  ]);
});

test('invitations and password resets are mailed with the link that the answer has, to whom they are for', async () => {
  const { id } = await openTestAccount(service.url, 'platform');
  const operator = operatorOf(service.url);
  const email = newEmail();
  const invited = await operator.post(`/accounts/${id}/invitations`, { email });
  expect(mails()).toEqual([expect.objectContaining({ mode: 0o600 })]);
  expect(mails()[0]?.text).toContain(`To: <${email}>\r\n`);
  expect(mails()[0]?.text).toContain(String(invited.body['link']));
  expect(mails()[0]?.text).toContain('Acme');
});

test('a mail that cannot be sent keeps nobody from their link, and the log has neither link nor address', async () => {
  const lost = mkdtempSync(join(tmpdir(), 'latchkey-mail-'));
  const replica = await service.replica({ env: { MAIL_DIRECTORY: lost } });
  rmSync(lost, { recursive: true });
  const { id } = await openTestAccount(service.url, 'platform');
  const email = newEmail();
  const invited = await operatorOf(replica.url).post(`/accounts/${id}/invitations`, { email });
  expect(invited.status).toBe(201);
  const logs = service.logs();
  expect(logs).toContain('a mail could not be sent');
  expect(logs.includes(email) || logs.includes(tokenOf(invited))).toBe(false);
});
