import { draftOf, emptyDraft, readDraft, sameDestination } from './destination-draft';
import { type Destination } from './destinations.calls';

const destination: Destination = {
  host: 'api.psp.example',
  ports: [443, 8443],
  path_prefixes: ['/v1/payments', '/v2'],
  methods: ['POST', 'PUT'],
  merchant_ids: null,
  relay: 'masked',
  insecure_loopback: false,
};

test('what was read and not changed is sent as it was', () => {
  expect(readDraft(draftOf(destination), destination.methods)).toEqual({ destination });
});

test('a new one goes to port 443, any path, by POST, for all merchants', () => {
  expect(readDraft({ ...emptyDraft, host: ' api.psp.example ' })).toEqual({
    destination: { ...destination, ports: [443], path_prefixes: ['/'], methods: ['POST'] },
  });
});

test.each(['', '443 x', '0', '65536', '44.3', '-1'])('ports %j are refused before they are sent', (ports) => {
  expect(readDraft({ ...emptyDraft, host: 'a.example', ports })).toEqual({ complaint: 'ports' });
});

test('merchants must be chosen if not all are meant', () => {
  expect(readDraft({ ...emptyDraft, host: 'a.example', merchantIds: [] })).toEqual({ complaint: 'merchants' });
});

test('two are the same in any order of their members, and differ by any of them', () => {
  const turned = Object.fromEntries(Object.entries(destination).reverse()) as unknown as Destination;
  expect(sameDestination(destination, turned)).toBe(true);
  expect(sameDestination(destination, { ...destination, relay: 'status_only' })).toBe(false);
});
