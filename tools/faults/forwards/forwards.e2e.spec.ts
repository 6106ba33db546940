import { runForwards } from './forward-scenario';

test('commerce is killed while clients forward and repeat: no destination receives a forward twice, and no answer denies what was received', async () => {
  const report = await runForwards({ forwards: 24, clients: 8, minKills: 3, maxKills: 4 });
  expect(report.problems).toEqual([]);
  expect(report.kills).toBeGreaterThanOrEqual(3);
  expect(report.forwards).toBeGreaterThanOrEqual(24);
  expect(report.answered + report.unknown).toBe(report.forwards);
  expect(report.auditRows).toBeGreaterThanOrEqual(report.received);
}, 300_000);
