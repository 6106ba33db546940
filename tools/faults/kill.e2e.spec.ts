import { repositoryRoot } from '@latchkey/testing';
import { join } from 'node:path';
import { runKills, VICTIMS } from './kill-scenario';

const fromSource = (file: string) => [
  '--import',
  join(repositoryRoot, 'tools/typescript/hooks.mjs'),
  join(repositoryRoot, 'tools/faults', file),
];

test('writers, followers, the server and its back ends are killed in mid-append: every acknowledged event is there, none twice, no checkpoint ahead; another log leads to a rebuild', async () => {
  const report = await runKills({
    kills: VICTIMS.length,
    writers: 2,
    followers: 1,
    programs: { writer: fromSource('writer-main.ts'), follower: fromSource('follower-main.ts') },
  });
  expect(report.problems).toEqual([]);
  expect(report.rebuilt).toBe(true);
  expect(report.acknowledged).toBe(report.events);
  expect(report.kills).toEqual({ writer: 2, server: 1, 'back end': 1, follower: 1 });
});
