import { isConnectionError, sqlState } from './is-connection-error';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('isConnectionError', () => {
  test.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    '08006',
    '57P01',
    '57P02',
    '57P03',
    '53300',
    '28P01',
    '25006',
  ])('holds for %s: the server is away', (code) => expect(isConnectionError(coded(code))).toBe(true));

  test.each(['23505', '57014', '55P03', '40001', '42501', '53100', 'ERR_INVALID_ARG_TYPE'])(
    'does not hold for %s: the server answered about the statement',
    (code) => expect(isConnectionError(coded(code))).toBe(false),
  );

  test.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'Query read timeout',
  ])('holds for what the driver throws without a code: %s', (message) =>
    expect(isConnectionError(new Error(message))).toBe(true),
  );

  test('looks into wrapped errors', () => {
    expect(isConnectionError(new Error('x', { cause: coded('ECONNRESET') }))).toBe(true);
    expect(isConnectionError(new AggregateError([coded('ECONNREFUSED')]))).toBe(true);
    expect(isConnectionError(Object.assign(new Error('x'), { driverError: coded('57P01') }))).toBe(true);
    expect(isConnectionError(new Error('x', { cause: coded('23505') }))).toBe(false);
  });

  test('does not hold for what is no error', () => {
    expect(isConnectionError(undefined)).toBe(false);
    expect(isConnectionError({ code: 'ECONNRESET' })).toBe(false);
  });
});

test('sqlState tells a server answer from a socket code', () => {
  expect(sqlState(coded('23505'))).toBe('23505');
  expect(sqlState(coded('EPIPE'))).toBeUndefined();
  expect(sqlState(new Error('x'))).toBeUndefined();
});
