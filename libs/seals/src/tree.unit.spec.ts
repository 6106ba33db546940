import { naiveRoot } from './testing/naive-tree';
import { someLeaves } from './testing/some-tree';
import { createTree } from './tree';

const leaves = someLeaves(300);

test('the root is the one of RFC 6962 at every size, and any frontier is enough to go on from', () => {
  const tree = createTree();
  for (const [size, leaf] of leaves.entries()) {
    const root = naiveRoot(leaves.slice(0, size));
    expect(tree.root()).toEqual(root);
    const resumed = createTree({ size, frontier: tree.frontier() });
    expect(resumed.root()).toEqual(root);
    tree.append(leaf);
    resumed.append(leaf);
    expect(resumed.frontier()).toEqual(tree.frontier());
  }
});

test('what is kept grows with the logarithm of the size', () => {
  const tree = createTree();
  for (const leaf of leaves.slice(0, 255)) tree.append(leaf);
  expect(tree.frontier()).toHaveLength(8);
});

test('a tree beyond 2 ** 32 leaves goes on where it was', () => {
  const [leaf = new Uint8Array()] = leaves;
  const size = 2 ** 40 + 1;
  const tree = createTree({ size, frontier: [leaf, leaf] });
  tree.append(leaf);
  expect(tree.size).toBe(size + 1);
  expect(tree.frontier()).toHaveLength(2);
});

test.each([
  ['too few hashes', { size: 3, frontier: leaves.slice(0, 1) }],
  ['too many hashes', { size: 4, frontier: leaves.slice(0, 2) }],
  ['a short hash', { size: 1, frontier: [new Uint8Array(31)] }],
  ['a size that is none', { size: 1.5, frontier: leaves.slice(0, 1) }],
  ['a negative size', { size: -1, frontier: leaves.slice(0, 1) }],
])('a frontier with %s is refused', (_, at) => {
  expect(() => createTree(at)).toThrow(RangeError);
});

test('a leaf that is no hash is refused and changes nothing', () => {
  const tree = createTree();
  expect(() => tree.append(new Uint8Array(33))).toThrow(RangeError);
  expect(tree.size).toBe(0);
});
