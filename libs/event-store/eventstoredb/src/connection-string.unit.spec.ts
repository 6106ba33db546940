import { parseEsdbUrl } from './connection-string';

const parse = (url: string) => () => parseEsdbUrl(url);

test('an address with everything', () => {
  expect(
    parseEsdbUrl('esdb://anna:p%40ss%3Aw@one:2113,two.example,10.0.0.3:2114?tls=true&keepAliveInterval=20000'),
  ).toEqual({
    discover: false,
    hosts: [
      { address: 'one', port: 2113 },
      { address: 'two.example', port: 2113 },
      { address: '10.0.0.3', port: 2114 },
    ],
    credentials: { username: 'anna', password: 'p@ss:w' },
    tls: true,
    tlsCa: undefined,
    options: { keepAliveInterval: 20_000 },
  });
});

test('discovery, and a server without TLS that knows nobody', () => {
  expect(parseEsdbUrl('esdb+discover://cluster?tls=false')).toMatchObject({
    discover: true,
    hosts: [{ address: 'cluster', port: 2113 }],
    credentials: undefined,
    tls: false,
  });
});

test.each([
  ['esdb://localhost:2113', /names no user and password/],
  ['esdb://', /is not of the form/],
  ['esdb://anna:hunter2@', /is not of the form/],
  ['esdb://anna:hunter2@one:port?tls=false', /names a host that is none/],
  ['esdb://anna:hunter2@one:99999', /names a host that is none/],
  ['esdb://anna:hunter2@one?tls=maybe', /tls that is neither/],
  ['esdb://anna:hunter2@one?keepAliveInterval=5', /keepAliveInterval that is not/],
  ['esdb://anna:hunter2@one?maxDiscoverAttempts=many', /maxDiscoverAttempts that is not/],
  ['esdb://anna:hunter2@one?throwOnAppendFailure=false', /must leave throwonappendfailure at true/],
  ['esdb://anna:hunter2@one?tlsVerifyCert=false', /must leave tlsverifycert at true/],
  ['esdb://anna:hunter2@one?nodePreference=follower', /must leave nodepreference at leader/],
  ['esdb://anna:hunter2@one?tlsCAFile=/no/ca.pem', /tlsCAFile that cannot be read \(ENOENT\)/],
  [`esdb://anna:hunter2@one?tlsCAFile=${import.meta.filename}`, /tlsCAFile without a PEM certificate/],
  ['esdb://anna:hunter2%@one', /% that begins no escape/],
  ['esdb://anna:a?hunter2@one', /./],
  ['esdb://anna:b?x=1&hunter2=@one', /./],
])('%s is refused, and its password is not shown', (url, message) => {
  expect(parse(url)).toThrow(message);
  expect(parse(url)).not.toThrow(/hunter2/);
});
