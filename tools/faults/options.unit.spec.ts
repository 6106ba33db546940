import { readOptions } from './options';

const DEFAULTS = { '--kills': 50, '--writers': 4 };

describe('options of the fault scenarios', () => {
  test('have defaults', () => expect(readOptions([], DEFAULTS)).toEqual({ numbers: DEFAULTS, jsonFile: undefined }));

  test('are taken as given', () =>
    expect(readOptions(['--kills', '3', '--json=out.json'], DEFAULTS)).toEqual({
      numbers: { '--kills': 3, '--writers': 4 },
      jsonFile: 'out.json',
    }));

  test.each([['--foo'], ['kills'], ['--kills'], ['--kills=x'], ['--kills=0'], ['--writers=1.5'], ['--kills=']])(
    '%s is none',
    (arg) => expect(readOptions([arg], DEFAULTS)).toBeNull(),
  );
});
