import { StartError } from '../start-error';
import { type AsOperator, type AsVisitor } from './api';
import { ensureDemoOwner } from './demo-owner';

const ACCOUNT = '3c691b4b-0953-486c-bb86-e510e891bd52';
const PASSWORD = 'a password of the tests';

/** As key-management does it, with users of this account and addresses that belong to others. */
const installation = (users: { id: string; email: string; removed_at: string | null }[], taken: string[] = []) => {
  const links: Record<string, string> = {};
  const accepted: object[] = [];
  const link = (page: string, of: string): { body: { link: string }; position: null } => {
    links[`token of ${of}`] = of;
    return { body: { link: `http://localhost:4400/${page}#${encodeURIComponent(`token of ${of}`)}` }, position: null };
  };
  const operator: AsOperator = async ({ method, path, body }) => {
    if (method === 'GET') return { body: { data: users }, position: null };
    const reset = /users\/(.*)\/password-resets$/.exec(path);
    return reset
      ? link('password-reset', reset[1] ?? '')
      : link('invitation', String(Reflect.get(body ?? {}, 'email')));
  };
  const visitor: AsVisitor = async ({ path, body }) => {
    const { token, password } = body as { token: string; password: string };
    const of = links[decodeURIComponent(token)] ?? '';
    if (taken.includes(of)) throw new StartError('got 409');
    accepted.push({ path, of, password });
    return { body: {}, position: null };
  };
  return { accepted, ensure: () => ensureDemoOwner({ operator, visitor, accountId: ACCOUNT, password: PASSWORD }) };
};

test('a demo account without users is given an owner', async () => {
  const { ensure, accepted } = installation([]);
  await expect(ensure()).resolves.toBe('owner@demo.example');
  expect(accepted).toEqual([{ path: '/invitations/accept', of: 'owner@demo.example', password: PASSWORD }]);
});

test('an owner who is there is not made again: the password becomes the one that is kept', async () => {
  const { ensure, accepted } = installation([{ id: 'user-1', email: 'owner@demo.example', removed_at: null }]);
  await expect(ensure()).resolves.toBe('owner@demo.example');
  expect(accepted).toEqual([{ path: '/password-resets/accept', of: 'user-1', password: PASSWORD }]);
});

test('nobody else is given a password, nor an owner who was removed', async () => {
  const { ensure, accepted } = installation([
    { id: 'user-1', email: 'somebody@else.example', removed_at: null },
    { id: 'user-2', email: 'owner@demo.example', removed_at: '2026-11-26T08:00:00.000Z' },
  ]);
  await expect(ensure()).resolves.toBe('owner@demo.example');
  expect(accepted).toEqual([{ path: '/invitations/accept', of: 'owner@demo.example', password: PASSWORD }]);
});

test('where an earlier demo account has the owner’s address, this one’s has another', async () => {
  const { ensure, accepted } = installation([], ['owner@demo.example']);
  await expect(ensure()).resolves.toBe('owner-3c691b4b@demo.example');
  expect(accepted).toHaveLength(1);
});
