import { readCookie, SESSION_COOKIE } from './cookies';
import { newSecretId } from './secret-id';

const { text: id } = newSecretId();
const { text: other } = newSecretId();
const read = (header: string | undefined) => readCookie(header, SESSION_COOKIE);

test.each([`${SESSION_COOKIE}=${id}`, `a=1; ${SESSION_COOKIE}=${id};b=2`, `a;${SESSION_COOKIE} = ${id}`])(
  'the one cookie is read out of %s',
  (header) => {
    expect(read(header)).toEqual({ kind: 'id', id });
  },
);

test.each([
  ['no header', undefined],
  ['another name', `session=${id}`],
  ['a name that only looks like it', `__host-latchkey-session=${id}`],
  ['a name that ends in it', `x${SESSION_COOKIE}=${id}`],
  ['nothing in it', `${SESSION_COOKIE}=`],
  ['two of them', `${SESSION_COOKIE}=${id}; ${SESSION_COOKIE}=${other}`],
  ['two that are the same', `${SESSION_COOKIE}=${id}; ${SESSION_COOKIE}=${id}`],
  ['two, one of them without a value', `${SESSION_COOKIE}; ${SESSION_COOKIE}=${id}`],
])('there is none with %s', (_, header) => {
  expect(read(header)).toEqual({ kind: 'none' });
});

test.each([`"${id}"`, id.slice(1), `${id}A`, `${id.slice(1)}%`, '../../etc', `${'%41'.repeat(43)}x`])(
  '%j is nothing of ours',
  (value) => {
    expect(read(`${SESSION_COOKIE}=${value}`)).toEqual({ kind: 'malformed' });
  },
);
