import { Problem } from '@latchkey/platform';
import { type Argon2id, argon2id } from './argon2';
import { createPasswordHasher } from './password-hasher';
import { formatPhc, parsePhc } from './phc-string';

/** The least that argon2 takes: what is tested here is not its strength. */
const cost = { memoryKib: 8, passes: 1, parallelism: 1 };

const counting = () => {
  const calls: (readonly [password: string, memoryKib: number])[] = [];
  const derive: Argon2id = (password, salt, asked, length) => {
    calls.push([password, asked.memoryKib]);
    return argon2id(password, salt, asked, length);
  };
  return { calls, hasher: createPasswordHasher({ derive, cost }) };
};

test('a password is known again by its hash, another one is not', async () => {
  const { hasher } = counting();
  const hash = await hasher.hash('seven pounds of salt');
  expect([
    await hasher.verify('seven pounds of salt', hash),
    await hasher.verify('seven pounds of Salt', hash),
  ]).toEqual([true, false]);
});

test('two hashes of one password differ, and none holds it', async () => {
  const { hasher } = counting();
  const [one, two] = [await hasher.hash('seven pounds of salt'), await hasher.hash('seven pounds of salt')];
  expect(one).not.toBe(two);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
});

test('nobody’s password costs what somebody’s does, and is never right', async () => {
  const { hasher, calls } = counting();
  const hash = await hasher.hash('seven pounds of salt');
  calls.length = 0;
  await hasher.verify('wrong', hash);
  await hasher.verify('wrong', undefined);
  expect(calls).toEqual([
    ['wrong', 8],
    ['wrong', 8],
  ]);
  expect(await hasher.verify('', undefined)).toBe(false);
});

test('the same letters are the same password, however a keyboard puts them together', async () => {
  const { hasher } = counting();
  const hash = await hasher.hash('cafe\u0301 au lait');
  expect(await hasher.verify('caf\u00e9 au lait', hash)).toBe(true);
});

test('what was hashed with less is known, and known to be weak', async () => {
  const weak = await createPasswordHasher({ cost }).hash('seven pounds of salt');
  const stronger = createPasswordHasher({ cost: { ...cost, passes: 2 } });
  expect(await stronger.verify('seven pounds of salt', weak)).toBe(true);
  expect([stronger.isWeak(weak), stronger.isWeak(await stronger.hash('x'))]).toEqual([true, false]);
});

test('by default it costs 64 MiB and two passes', async () => {
  expect(parsePhc(await createPasswordHasher().hash('seven pounds of salt')).cost).toEqual({
    memoryKib: 65_536,
    passes: 2,
    parallelism: 1,
  });
});

test('two are computed at once, forty wait, the next is 503', async () => {
  const release: (() => void)[] = [];
  const derive: Argon2id = (_password, _salt, _cost, length) =>
    new Promise((resolve) => release.push(() => resolve(Buffer.alloc(length))));
  const hasher = createPasswordHasher({ derive });
  const all = Array.from({ length: 42 }, () => hasher.hash('x'));
  await expect(hasher.hash('x')).rejects.toEqual(new Problem('overloaded'));
  expect(release).toHaveLength(2);
  for (let done = 0; done < 42; done += 1) {
    release[done]?.();
    await all[done];
  }
  expect(release).toHaveLength(42);
});

describe('a PHC string', () => {
  test('says what it was made of', () => {
    const hash = { cost, salt: Buffer.alloc(16, 1), tag: Buffer.alloc(32, 2) };
    expect(parsePhc(formatPhc(hash))).toEqual(hash);
  });

  test.each(['', '$argon2i$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA', '$argon2id$m=8,t=1,p=1$AAAA$AAAA', 'x'])(
    'is nothing else: %j',
    (text) => {
      expect(() => parsePhc(text)).toThrow('no PHC string');
    },
  );

  test('of the reference implementation is understood', async () => {
    // https://github.com/P-H-C/phc-winner-argon2, src/test.c, argon2id with t = 2, m = 2^16, p = 1.
    const reference = formatPhc({
      cost: { memoryKib: 65_536, passes: 2, parallelism: 1 },
      salt: Buffer.from('somesalt'),
      tag: Buffer.from('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7', 'hex'),
    });
    expect(await createPasswordHasher().verify('password', reference)).toBe(true);
  });
});
