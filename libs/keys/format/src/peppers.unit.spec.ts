import { createPeppers, generatePeppersFile, PeppersError } from './peppers';

const pepper = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const file = (contents: unknown) => JSON.stringify(contents);
const exported = (key: { export(): Buffer } | undefined) => key?.export().toString('base64');

describe('the peppers file', () => {
  test('gives each pepper by its version, and the one for new verifiers', () => {
    const peppers = createPeppers(file({ current: 2, peppers: { 1: pepper(1), 2: pepper(2) } }));
    expect(peppers.current.version).toBe(2);
    expect(exported(peppers.current.pepper)).toBe(pepper(2));
    expect(exported(peppers.get(1))).toBe(pepper(1));
    expect(peppers.get(3)).toBeUndefined();
  });

  test('may be generated: another one each time', () => {
    const [first, second] = [generatePeppersFile(), generatePeppersFile()].map(createPeppers);
    expect(first?.current.version).toBe(1);
    expect(exported(first?.get(1))).not.toBe(exported(second?.get(1)));
  });

  const short = Buffer.alloc(31, 7).toString('base64');
  test.each([
    ['', 'the file is not JSON'],
    [`{"current": ${pepper(1)}`, 'the file is not JSON'],
    ['[]', 'the file is not a JSON object'],
    ['null', 'the file is not a JSON object'],
    [file({ current: 1 }), '"peppers" is not a JSON object'],
    [file({ current: 1, peppers: [pepper(1)] }), '"peppers" is not a JSON object'],
    [file({ current: 1, peppers: {} }), '"current" does not name one of the peppers'],
    [file({ peppers: { 1: pepper(1) } }), '"current" does not name one of the peppers'],
    [file({ current: '1', peppers: { 1: pepper(1) } }), '"current" does not name one of the peppers'],
    [file({ current: 2, peppers: { 1: pepper(1) } }), '"current" does not name one of the peppers'],
    [file({ current: 0, peppers: { 0: pepper(1) } }), 'a pepper version is not a whole number from 1 on'],
    [file({ current: 1, peppers: { one: pepper(1) } }), 'a pepper version is not a whole number from 1 on'],
    [file({ current: 1, peppers: { 1: short } }), 'pepper 1 is not base64 of 32 bytes'],
    [file({ current: 1, peppers: { 1: 17 } }), 'pepper 1 is not base64 of 32 bytes'],
    [file({ current: 1, peppers: { 1: ` ${pepper(1)}` } }), 'pepper 1 is not base64 of 32 bytes'],
  ])('unusable contents (%#) are refused with a reason that quotes nothing', (contents, message) => {
    expect(() => createPeppers(contents)).toThrow(new PeppersError(message));
  });
});
