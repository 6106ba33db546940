import { readFileSync } from 'node:fs';
import { publicLine } from './public-line';
import { signHead } from './seal';
import { created, someEvent } from './testing/some-event';
import { hex } from './testing/some-tree';
import { testKey } from './testing/test-key';
import { createTree } from './tree';
import { leafHash } from './tree-hash';

/**
 * Lines, leaves and a seal as outsiders hold them. Never changed: logs were sealed over such lines, and another line for the
 * same event would make every seal a lie. What must differ needs another `format`.
 */
const file = `${import.meta.dirname}/../golden/lines-and-seal.v1.json`;

const events = [
  someEvent({ stream: 'account-1', type: 'AccountOpened', data: { model: 'ecosystem', name: 'Café "Nord" €' } }),
  someEvent(),
  someEvent({ version: 1, type: 'KeyLabeled', data: { label: '\u2028\u{1f511}\\', verifier: { not: 'one' } } }),
  someEvent({ data: { ...created, scope: null, verifier: { pepperVersion: 12, value: '' } } }),
];

test('lines, leaves, roots and the seal are, byte for byte, what they were', () => {
  const tree = createTree();
  const leaves = events.map((event, index) => {
    const line = publicLine(index + 1, event);
    tree.append(leafHash(line));
    return { line: Buffer.from(line).toString(), leaf: hex(leafHash(line)), root: hex(tree.root()) };
  });
  const head = {
    log: 'events',
    log_id: '30000000-0000-4000-8000-000000000001',
    size: tree.size,
    root: hex(tree.root()),
    time: '2026-11-23T10:00:00.000Z',
  } as const;
  const seal = signHead(head, testKey(), { size: 3, consistency: [leafHash(Buffer.from('some proof'))] });
  expect(`${JSON.stringify({ leaves, seal }, null, 2)}\n`).toBe(readFileSync(file, 'utf8'));
});
