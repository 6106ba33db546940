import { newId } from '@latchkey/platform';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail, Mailer } from './mailer.port';

/** One file a mail, for a program that sends them or a person who reads them; whole as soon as it has its name. */
export const createFileMailer = (directory: string, now = (): Date => new Date()): Mailer => ({
  send: async (mail) => {
    const time = now();
    const name = `${time.toISOString().replaceAll(':', '-')}-${newId()}.eml`;
    const unfinished = join(directory, `.${name}`);
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(message(mail, time));
    } finally {
      await file.close();
    }
    await rename(unfinished, join(directory, name));
  },
});

/** RFC 5322; the address was checked to have no line breaks in it. */
const message = ({ to, subject, text }: Mail, time: Date): string =>
  [
    `Date: ${time.toUTCString().replace('GMT', '+0000')}`,
    `To: <${to}>`,
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...text.split('\n'),
    '',
  ].join('\r\n');
