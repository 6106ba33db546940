import { readSettings, SettingsError } from '@latchkey/platform';
import { createHash } from 'node:crypto';
import { findOperator, operatorTokensSetting } from './operator-tokens';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const read = (text: string) =>
  readSettings({ OPERATOR_TOKENS: operatorTokensSetting }, { OPERATOR_TOKENS: text }).OPERATOR_TOKENS;

describe('OPERATOR_TOKENS', () => {
  test('names several operators, one of them twice while a token is replaced', () => {
    const tokens = read(`ada=${sha256('one')}, bob=${sha256('two').toUpperCase()},ada=${sha256('three')}`);
    expect(['one', 'two', 'three', 'four', ''].map((token) => findOperator(tokens, token))).toEqual([
      'ada',
      'bob',
      'ada',
      undefined,
      undefined,
    ]);
  });

  test.each([
    '',
    'ada',
    'ada=',
    `=${sha256('x')}`,
    `ada=${sha256('x').slice(1)}`,
    `a da=${sha256('x')}`,
    `ada=${sha256('x')},`,
  ])('is refused as %j, without being quoted', (text) => {
    expect(() => read(text)).toThrow(SettingsError);
    expect(() => read(text)).toThrow(/OPERATOR_TOKENS/);
    expect(() => read(text)).not.toThrow(new RegExp(sha256('x').slice(1, 20)));
  });
});
