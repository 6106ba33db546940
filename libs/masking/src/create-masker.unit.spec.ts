import { createMasker } from './create-masker';
import { CARD, CODE, CRYPTOGRAM } from './encodings.fixture';
import { PIECE } from './work';

const LARGE = 512 * 1024;
const secrets = [CARD, CRYPTOGRAM, CODE];

/** How often others get a turn until `work` is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let done = false;
  const count = () => {
    turns++;
    if (!done) setImmediate(count);
  };
  setImmediate(count);
  await work;
  done = true;
  return turns;
}

test('others get turns while a large body is masked, and while much that a caller sent is read', async () => {
  const large = Buffer.alloc(LARGE, '4111111111111111, 737, ');
  expect(await turnsDuring(createMasker(secrets, []).body(large, undefined))).toBeGreaterThan(5);
  expect(await turnsDuring(createMasker(secrets, [large]).body(Buffer.from('737'), undefined))).toBeGreaterThan(5);
});

test('a small body does not wait for a large one, and large ones are masked in the order they came', async () => {
  const done: string[] = [];
  const body = (name: string, length: number) =>
    createMasker(secrets, [])
      .body(Buffer.alloc(length, 'MDAw'), undefined)
      .then(() => done.push(name));
  await Promise.all([body('first', LARGE), body('second', 70_000), body('small', 100)]);
  expect(done).toEqual(['small', 'first', 'second']);
});

test('a secret across two pieces is found, however it is cut', async () => {
  const values = [
    CARD.value,
    '%34' + CARD.value.slice(1),
    Buffer.from(`"${CARD.value}"`).toString('base64'),
    CRYPTOGRAM.value,
  ];
  for (const value of values) {
    for (let cut = -2; cut <= value.length + 2; cut += 3) {
      const before = '-x'.repeat(PIECE).slice(0, PIECE - cut - 1) + '"';
      const body = Buffer.from(`${before}${value}"${'y-'.repeat(20)}`);
      const result = await createMasker(secrets, []).body(body, undefined);
      const alone = await createMasker(secrets, []).body(Buffer.from(`"${value}"`), undefined);
      expect(result.toString()).toBe(`${before}${alone.toString().slice(1)}${'y-'.repeat(20)}`);
    }
  }
});

test('in turns comes out what comes out at once', async () => {
  const noise = Array.from({ length: 200_000 }, (_, i) => ((i * 7_919) ^ (i >> 3)) % 251);
  for (let k = 0; k < 40; k++) noise.splice(k * 4_999, 24, ...Buffer.from(`"${CARD.value}" 737`, 'latin1'));
  const body = Buffer.from(noise);
  const masker = createMasker(secrets, []);
  const masked = await masker.body(body, undefined);
  expect(masked.toString('latin1')).toBe(masker.text(body.toString('latin1')));
  expect(masked.equals(body)).toBe(false);
});
