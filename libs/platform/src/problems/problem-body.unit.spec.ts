import fc from 'fast-check';
import { fieldName } from './field-name';
import { Problem } from './problem';
import { problemBody, safePath } from './problem-body';
import { PROBLEMS, type Classifier } from './problem-catalogue';

const KEY = `lk_test_${'a1B2'.repeat(5)}zz_${'Zz9'.repeat(16)}q`;

describe('problemBody', () => {
  test('has the members of RFC 9457 and ours', () => {
    const problem = new Problem('validation_failed', {
      detail: 'No.',
      errors: [{ field: 'label', message: 'is wrong' }],
    });
    expect(problemBody(problem, { instance: '/api-keys?q=1', requestId: 'r-1' })).toEqual({
      type: '/docs/problems#validation_failed',
      title: 'Validation failed',
      status: 422,
      detail: 'No.',
      instance: '/api-keys',
      code: 422,
      classifier: 'validation_failed',
      message: 'No.',
      request_id: 'r-1',
      errors: [{ field: 'label', message: 'is wrong' }],
    });
  });

  test.each(Object.keys(PROBLEMS) as Classifier[])('%s has words and an error status', (classifier) => {
    const { status, title, detail } = new Problem(classifier);
    expect(status).toBe(PROBLEMS[classifier].status);
    expect(status).toBeGreaterThanOrEqual(400);
    expect([title, detail].every((text) => text.length > 3)).toBe(true);
  });

  test('every 401 carries a challenge, what is worth repeating says when', () => {
    expect(new Problem('missing_api_key').headers).toHaveProperty('www-authenticate');
    expect(new Problem('authorization_unavailable').headers).toEqual({ 'retry-after': '1' });
    expect(new Problem('authorization_unavailable', { headers: { 'retry-after': '5' } }).headers).toEqual({
      'retry-after': '5',
    });
    expect(new Problem('not_found').headers).toEqual({});
  });

  test('a cause is for the log and never shown', () => {
    const problem = new Problem('internal_error', { cause: new Error('password is hunter2') });
    expect(JSON.stringify(problemBody(problem, { instance: '/', requestId: 'r' }))).not.toContain('hunter2');
  });
});

describe('safePath', () => {
  test.each([
    ['/tokens/8c7e?limit=1', '/tokens/8c7e'],
    ['/tokens/a%20b#x', '/tokens/a%20b'],
    [`/tokens/${KEY}`, '/'],
    [`/tokens/${encodeURIComponent(KEY).replaceAll('_', '%5F')}`, '/'],
    ['/tokens/4111111111111111', '/'],
    ['/tokens/4111%201111%201111%201111', '/'],
    ['/tokens/%zz', '/'],
    ['/<script>', '/'],
    [`/${'a'.repeat(300)}`, '/'],
    ['http://host/x', '/'],
    ['', '/'],
  ])('%s is shown as %s', (url, shown) => {
    expect(safePath(url)).toBe(shown);
  });
});

describe('fieldName', () => {
  test.each([
    ['scope.merchant_ids', 'scope.merchant_ids'],
    [KEY, '[redacted]'],
    ['4111-1111-1111-1111', '[redacted]'],
    [`${'x'.repeat(120)}${KEY}`, '[redacted]'],
    ['a\u0000b\u202e\ud800', 'a?b?\ufffd'],
    ['x'.repeat(41), '[redacted]'],
    ['x y'.repeat(34), `${'x y'.repeat(34).slice(0, 100)}…`],
  ])('%j is shown as %j', (name, shown) => {
    expect(fieldName(name)).toBe(shown);
  });

  test('any name is short, well-formed and without control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
        const shown = fieldName(name);
        expect(shown.length).toBeLessThanOrEqual(101);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
