import { javaMajorVersion } from './java';

test.each([
  ['openjdk version "17.0.15" 2025-04-15', 17],
  ['openjdk version "21" 2023-09-19', 21],
  ['java version "1.8.0_402"', 8],
  ['command not found', undefined],
])('%s is version %s', (text, version) => {
  expect(javaMajorVersion(text)).toBe(version);
});
