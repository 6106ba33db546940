import type { Pool } from '@latchkey/postgres';
import { changeUsers } from './change-users';

/** A pool whose connection is lost in the statement that begins so. */
const poolThatLoses = (statement: string): Pool =>
  ({
    connect: async () => ({
      query: async (text: string) => {
        if (text.startsWith(statement)) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
        return { rows: [] };
      },
      release: () => undefined,
    }),
  }) as unknown as Pool; // No more of it is used.

const change = (statement: string) => changeUsers(poolThatLoses(statement), (client) => client.query('UPDATE users'));

test('a connection that is lost in the commit leaves open whether it was done, and that is said', async () => {
  await expect(change('commit')).rejects.toMatchObject({ status: 503, classifier: 'write_unconfirmed' });
});

test('one that is lost before it has done nothing', async () => {
  await expect(change('UPDATE')).rejects.toMatchObject({ code: 'ECONNRESET' });
  await expect(change('begin')).rejects.toMatchObject({ code: 'ECONNRESET' });
});
