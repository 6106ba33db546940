import fc from 'fast-check';
import type { DestinationInput } from './account.commands';
import { MAX_DESTINATIONS } from './replace-destinations.decision';
import {
  accountOpened,
  destinationAllowed,
  destinationRemoved,
  given,
  merchant,
  merchantAdded,
  merchantRemoved,
  replaceDestinations,
  stateAfter,
} from './testing/account.given';

const account = [...accountOpened('ecosystem'), merchantAdded(1), merchantAdded(2)];
type Input = Omit<DestinationInput, 'destinationId'>;

describe('replacing the allowed destinations', () => {
  test('a bare host gets the narrow defaults', () => {
    given(...account)
      .when(replaceDestinations([{ host: 'PSP.example' }]))
      .then(destinationAllowed(100, 'psp.example'));
  });

  test('each member is stored in its normal form: sorted and without repeats', () => {
    const sent: Input = {
      host: 'psp.example',
      ports: [8443, 443, 8443],
      pathPrefixes: ['/v2/', '/v1/payments', '/v%32'],
      methods: ['PUT', 'POST', 'PUT'],
      merchantIds: [merchant(2), merchant(1), merchant(2)],
      relay: 'status_only',
    };
    const stored = {
      ports: [443, 8443],
      pathPrefixes: ['/v1/payments', '/v2'],
      methods: ['POST', 'PUT'],
      merchantIds: [merchant(1), merchant(2)],
      relay: 'status_only',
    } as const;
    given(...account)
      .when(replaceDestinations([sent]))
      .then(destinationAllowed(100, 'psp.example', stored));
  });

  test('what stays keeps its id and gets no event; the rest is taken away before anything is added', () => {
    given(...account, destinationAllowed(1, 'a.example'), destinationAllowed(2, 'b.example'))
      .when(replaceDestinations([{ host: 'c.example' }, { host: 'B.example', ports: [443] }]))
      .then(destinationRemoved(1), destinationAllowed(100, 'c.example'));
  });

  test('a changed one is another one', () => {
    given(...account, destinationAllowed(1, 'a.example'))
      .when(replaceDestinations([{ host: 'a.example', relay: 'status_only' }]))
      .then(destinationRemoved(1), destinationAllowed(100, 'a.example', { relay: 'status_only' }));
  });

  test('the same list, in any order, changes nothing; an empty one takes all away', () => {
    const history = [...account, destinationAllowed(1, 'a.example'), destinationAllowed(2, 'b.example')];
    given(...history)
      .when(replaceDestinations([{ host: 'b.example' }, { host: 'a.example' }]))
      .thenNothing();
    given(...history)
      .when(replaceDestinations([]))
      .then(destinationRemoved(1), destinationRemoved(2));
    given(...history, destinationRemoved(1), destinationRemoved(2))
      .when(replaceDestinations([]))
      .thenNothing();
  });

  test('one that names a merchant removed since may stay, but no new one may name it', () => {
    const only = { merchantIds: [merchant(1)] };
    const history = [...account, destinationAllowed(1, 'a.example', only), merchantRemoved(1)];
    given(...history)
      .when(replaceDestinations([{ host: 'a.example', ...only }]))
      .thenNothing();
    given(...history)
      .when(replaceDestinations([{ host: 'b.example', ...only }]))
      .thenRejected('validation_failed', 'data.0.merchant_ids');
  });

  test.each<[Input, string]>([
    [{ host: '' }, 'host'],
    [{ host: '10.0.0.1' }, 'host'],
    [{ host: '*.example' }, 'host'],
    [{ host: 'localhost' }, 'host'],
    [{ host: 'x.example', ports: [] }, 'ports'],
    [{ host: 'x.example', ports: [0] }, 'ports'],
    [{ host: 'x.example', ports: [65_536] }, 'ports'],
    [{ host: 'x.example', ports: [443.5] }, 'ports'],
    [{ host: 'x.example', ports: Array.from({ length: 17 }, (_, at) => at + 1) }, 'ports'],
    [{ host: 'x.example', pathPrefixes: [] }, 'path_prefixes'],
    [{ host: 'x.example', pathPrefixes: ['/v1', '/%2e%2e'] }, 'path_prefixes'],
    [{ host: 'x.example', pathPrefixes: Array.from({ length: 51 }, (_, at) => `/${at}`) }, 'path_prefixes'],
    [{ host: 'x.example', pathPrefixes: ['/4111111111111111'] }, 'path_prefixes'],
    [{ host: 'x.example', methods: [] }, 'methods'],
    [{ host: 'x.example', methods: ['post'] }, 'methods'],
    [{ host: 'x.example', methods: ['CONNECT'] }, 'methods'],
    [{ host: 'x.example', merchantIds: [] }, 'merchant_ids'],
    [{ host: 'x.example', merchantIds: [merchant(9)] }, 'merchant_ids'],
    [{ host: 'x.example', relay: 'plain' }, 'relay'],
    [{ host: 'x.example', insecureLoopback: true }, 'insecure_loopback'],
  ])('%j is refused, naming %s', (input, member) => {
    given(...account)
      .when(replaceDestinations([{ host: 'ok.example' }, input]))
      .thenRejected('validation_failed', `data.1.${member}`);
  });

  test('a loopback destination is for test mode only, and for localhost only', () => {
    const loopback = { host: 'psp.localhost', insecureLoopback: true, ports: [4700] };
    given(...account)
      .when(replaceDestinations([loopback], 'test'))
      .then(destinationAllowed(100, 'psp.localhost', { insecureLoopback: true, ports: [4700] }));
    given(...account)
      .when(replaceDestinations([loopback], 'live'))
      .thenRejected('validation_failed', 'data.0.insecure_loopback');
    given(...account)
      .when(replaceDestinations([{ ...loopback, host: 'psp.example' }], 'test'))
      .thenRejected('validation_failed', 'data.0.host');
  });

  test('the same one twice is refused, whatever its spelling', () => {
    given(...account)
      .when(replaceDestinations([{ host: 'a.example' }, { host: 'b.example' }, { host: 'A.example', ports: [443] }]))
      .thenRejected('validation_failed', 'data.2');
  });

  test('200 are allowed, 201 are not', () => {
    const hosts = Array.from({ length: MAX_DESTINATIONS + 1 }, (_, at) => ({ host: `h${at}.example` }));
    given(...account)
      .when(replaceDestinations(hosts))
      .thenRejected('validation_failed', 'data');
    given(...account)
      .when(replaceDestinations(hosts.slice(1)))
      .then(...hosts.slice(1).map(({ host }, at) => destinationAllowed(100 + at, host)));
  });

  test('from any list to any other: afterwards exactly the wanted ones are there, and asking again changes nothing', () => {
    const host = fc.constantFrom('a.example', 'b.example', 'c.example');
    const ports = fc.uniqueArray(fc.constantFrom(443, 8443), { minLength: 1 });
    const list = fc.uniqueArray(fc.record({ host, ports }), {
      selector: (each) => `${each.host} ${each.ports.toSorted()}`,
    });
    fc.assert(
      fc.property(list, list, (first, second) => {
        const before = given(...account).when(replaceDestinations(first)).result;
        const history = [...account, ...(before.ok ? before.events : [])];
        const relabelled = replaceDestinations([...first.map(() => ({ host: 'x.example' })), ...second]);
        const ids = relabelled.type === 'ReplaceDestinations' ? relabelled.destinations.slice(first.length) : [];
        const wanted = { ...replaceDestinations(second), destinations: ids } as typeof relabelled;
        const after = given(...history).when(wanted).result;
        expect(after.ok).toBe(true);
        const all = [...history, ...(after.ok ? after.events : [])];
        const state = stateAfter(...all);
        const form = (each: { host: string; ports?: readonly number[] }) => `${each.host} ${each.ports?.toSorted()}`;
        expect(state.status === 'open' && state.destinations.map(form).sort()).toEqual(second.map(form).sort());
        given(...all)
          .when(wanted)
          .thenNothing();
      }),
      { numRuns: 200 },
    );
  });
});
