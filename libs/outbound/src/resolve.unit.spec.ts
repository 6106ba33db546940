import { PUBLIC, publicAddress } from './internet.fixture';
import { createSystemResolve } from './resolve';

const found = [publicAddress(PUBLIC)];

it('localhost and the names below it are loopback and never asked for', async () => {
  const resolve = createSystemResolve(() => Promise.reject(new Error('asked')));
  for (const host of ['localhost', 'psp.localhost']) {
    expect((await resolve(host)).map(({ address }) => address)).toEqual(['127.0.0.1', '::1']);
  }
});

it('those who ask for the same name at the same time share one look-up; those who ask later do not', async () => {
  const asked: string[] = [];
  const resolve = createSystemResolve(async (host) => {
    asked.push(host);
    return found;
  });
  await Promise.all([resolve('a.example'), resolve('a.example'), resolve('b.example')]);
  expect(asked).toEqual(['a.example', 'b.example']);
  expect(await resolve('a.example')).toEqual(found);
  expect(asked).toHaveLength(3);
});

it('a look-up that failed is not remembered', async () => {
  let fails = true;
  const resolve = createSystemResolve(() => (fails ? Promise.reject(new Error('no')) : Promise.resolve(found)));
  await expect(resolve('a.example')).rejects.toThrow('no');
  fails = false;
  expect(await resolve('a.example')).toEqual(found);
});

it('there is a bound on look-ups that do not come back', async () => {
  const resolve = createSystemResolve(() => new Promise(() => {}));
  for (let nth = 0; nth < 64; nth += 1) void resolve(`a${nth}.example`);
  await expect(resolve('one-more.example')).rejects.toThrow('too many');
});
