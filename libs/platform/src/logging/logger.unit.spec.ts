import fc from 'fast-check';
import { createLogger } from './logger';

const KEY = `lk_test_${'a1B2'.repeat(5)}zz_${'Zz9'.repeat(16)}q`;
const CARD = '4111111111111111';

function capture() {
  const lines: string[] = [];
  const logger = createLogger({ name: 'svc', level: 'trace', destination: { write: (line) => void lines.push(line) } });
  return {
    logger,
    text: () => lines.join(''),
    parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('createLogger', () => {
  test('writes one JSON line with ISO time, level word and name', () => {
    const { logger, parsed } = capture();
    logger.info({ a: 1 }, 'hello');
    expect(parsed()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        name: 'svc',
        pid: process.pid,
        a: 1,
        msg: 'hello',
      },
    ]);
  });

  test('leaves out credentials by where they stand, whatever they look like', () => {
    const { logger, parsed } = capture();
    const headers = { authorization: 'x', 'x-api-key': 'y', cookie: 'z', 'set-cookie': ['w'], accept: '*/*' };
    logger.info({ headers, req: { headers, body: { a: 1 } }, res: { headers, body: 'b' } }, 'm');
    const clean = {
      authorization: '[redacted]',
      'x-api-key': '[redacted]',
      cookie: '[redacted]',
      'set-cookie': '[redacted]',
      accept: '*/*',
    };
    expect(parsed()[0]).toMatchObject({
      headers: clean,
      req: { headers: clean, body: '[redacted]' },
      res: { headers: clean, body: '[redacted]' },
    });
    expect(headers.authorization).toBe('x');
  });

  test('errors show name, message, stack, code and causes, and nothing that drivers hang on them', () => {
    const { logger, parsed, text } = capture();
    const cause = Object.assign(new Error('duplicate'), {
      code: '23505',
      parameters: ['some-verifier'],
      detail: 'Key (label)=(mine)',
    });
    logger.error({ err: new TypeError('insert failed', { cause }) }, 'm');
    expect(parsed()[0]).toMatchObject({
      err: {
        type: 'TypeError',
        message: 'insert failed',
        stack: expect.any(String),
        cause: { message: 'duplicate', code: '23505' },
      },
    });
    expect(text()).not.toMatch(/some-verifier|mine/);
  });

  test('survives errors that cause each other', () => {
    const { logger, parsed } = capture();
    const error: Error & { cause?: unknown } = new Error('loop');
    error.cause = error;
    logger.error({ err: error }, 'm');
    expect(parsed()).toHaveLength(1);
  });

  test('no key or card number comes out of any line, by message, field, error, stack or child', () => {
    const noise = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll(/[0-9]/g, '#'));
    const secret = fc.constantFrom(KEY, CARD, '4111 1111 1111 1111', '3782-822463-10005');
    fc.assert(
      fc.property(noise, secret, noise, (before, leaked, after) => {
        const { logger, text, parsed } = capture();
        const dirty = `${before}${leaked}${after}`;
        logger.info(dirty);
        logger.warn({ [dirty]: { deep: [dirty] }, body: dirty }, 'm');
        logger.error({ err: new Error(dirty, { cause: new AggregateError([new Error(dirty)], dirty) }) }, 'm');
        logger.fatal({ err: dirty }, 'm');
        logger.child({ bound: dirty }).info('m');
        expect(text()).not.toContain(leaked);
        expect(parsed()).toHaveLength(5);
      }),
      { numRuns: 30 },
    );
  });
});
