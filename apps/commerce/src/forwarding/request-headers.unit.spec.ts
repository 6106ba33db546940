import { requestHeaders } from './request-headers';

const sent = (...raw: string[]) => {
  const result = requestHeaders(raw);
  return result.ok ? result.headers : result.errors;
};

describe('what of the caller’s headers goes to the destination', () => {
  test.each(['Accept', 'Authorization', 'Content-Type', 'X-Custom', 'Idempotency-Key', 'X-Request-Id', 'User-Agent'])(
    '%s passes',
    (name) => expect(sent(name, 'v')).toEqual([[name.toLowerCase(), 'v']]),
  );

  test.each([
    ...['Connection', 'Keep-Alive', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade', 'Expect', 'HTTP2-Settings'],
    ...['Host', 'Content-Length', 'Content-Encoding', 'Accept-Encoding', 'Cookie', 'Forwarded', 'Via', 'X-Real-IP'],
    ...['X-Forwarded-For', 'X-Forwarded-Host', 'x-forwarded-anything', 'Proxy-Authorization', 'Proxy-Connection'],
    ...['X-Api-Key', 'X-Destination-Url', 'X-Idempotency-Key', 'X-Latchkey-Token', 'X-LATCHKEY-MIN-POSITION'],
  ])('%s does not, however it is written', (name) => {
    expect(sent(name, 'v', name.toUpperCase(), 'w')).toEqual([]);
  });

  test('a header that Connection names does not pass', () => {
    expect(sent('X-Hop', '1', 'Connection', 'close, X-HOP', 'X-Stays', '2')).toEqual([['x-stays', '2']]);
  });

  test.each(['Content-Type', 'Authorization'])(
    'of a repeated %s the first passes alone: it is what we judged',
    (name) => {
      expect(sent(name, '1', name.toUpperCase(), '2')).toEqual([[name.toLowerCase(), '1']]);
    },
  );

  test('repeats and their order are kept', () => {
    expect(sent('X-A', '1', 'X-B', '2', 'x-a', '3')).toEqual([
      ['x-a', '1'],
      ['x-b', '2'],
      ['x-a', '3'],
    ]);
  });
});

describe('a pair of headers', () => {
  test.each(['x-api-key', 'X-Destination-Url', 'x-idempotency-key', 'X-Latchkey-Anything'])(
    'sets %s, and does not itself pass',
    (name) => expect(sent('X-Own-Name', name, 'X-Own-Value', 'v')).toEqual([[name.toLowerCase(), 'v']]),
  );

  test.each([
    ...['Host', 'Cookie', 'content-length', 'X-Forwarded-For', 'Proxy-Authorization', 'Forwarded', 'transfer-encoding'],
    ...['authorization', 'x-other', '', 'x-api-key\tx', 'x-latchkey-', 'x-latchkey-a:b', 'x-api-key '],
  ])('that names %j is refused, naming its header and no value', (name) => {
    expect(sent('x-own-name', name, 'x-own-value', 'hidden')).toEqual([
      { field: 'x-own-name', message: 'must name one of the headers that are reserved for us' },
    ]);
  });

  test('of which only half is there is an ordinary header', () => {
    expect(sent('x-own-name', 'Ada')).toEqual([['x-own-name', 'Ada']]);
    expect(sent('x-own-value', '7')).toEqual([['x-own-value', '7']]);
    expect(sent('x-a-name', 'x-api-key', 'x-b-value', '7')).toHaveLength(2);
  });

  test('of which a half is given twice is refused: which one counts would be a guess', () => {
    expect(sent('x-a-name', 'x-api-key', 'x-a-value', '1', 'x-a-value', '2')).toEqual([
      { field: 'x-a-value', message: 'must be given once' },
    ]);
  });

  test('may stand beside another', () => {
    expect(
      sent('x-a-name', 'x-api-key', 'x-b-name', 'x-latchkey-b', 'x-b-value', '2', 'x-a-value', '1', 'x-c', '3'),
    ).toEqual([
      ['x-c', '3'],
      ['x-api-key', '1'],
      ['x-latchkey-b', '2'],
    ]);
  });

  test('with a stem in the middle that looks like a pair is told by its last part', () => {
    expect(sent('x-api-key-name', 'x-api-key', 'x-api-key-value', 'k')).toEqual([['x-api-key', 'k']]);
  });
});
