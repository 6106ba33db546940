import type { Destination } from '@latchkey/accounts-domain';
import { createDestinationTable } from './destination-table';

const entry = (destinationId: string, host: string, more: Partial<Destination> = {}): Destination => ({
  ...{ destinationId, host, ports: [443], pathPrefixes: ['/'], methods: ['POST'], merchantIds: null },
  ...{ relay: 'masked', insecureLoopback: false, ...more },
});

describe('the table of destinations', () => {
  test('gives those of a host, in order, and no others', () => {
    const table = createDestinationTable();
    const [one, two, other] = [entry('1', 'a.example'), entry('2', 'a.example'), entry('3', 'b.example')];
    for (const each of [one, other, two]) table.allow(each);
    expect(table.of('a.example')).toEqual([one, two]);
    expect(table.of('b.example')).toEqual([other]);
    expect(table.of('c.example')).toEqual([]);
    expect(table.of('constructor')).toEqual([]);
  });

  test('takes away the one that is meant, whatever else its host has', () => {
    const table = createDestinationTable();
    const [one, two] = [entry('1', 'a.example'), entry('2', 'a.example')];
    table.allow(one);
    table.allow(two);
    table.remove('1');
    expect(table.of('a.example')).toEqual([two]);
    table.remove('unknown');
    table.remove('2');
    expect(table.of('a.example')).toEqual([]);
    table.allow(one);
    expect(table.of('a.example')).toEqual([one]);
  });

  test('an id that is there already changes nothing', () => {
    const table = createDestinationTable();
    table.allow(entry('1', 'a.example'));
    table.allow(entry('1', 'b.example'));
    table.allow(entry('1', 'a.example', { relay: 'status_only' }));
    expect(table.of('a.example')).toMatchObject([{ relay: 'masked' }]);
    expect(table.of('b.example')).toEqual([]);
  });
});
