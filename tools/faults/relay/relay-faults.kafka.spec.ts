import { runRelayKills } from './relay-scenario';

// That key-management is killed as well, and how often, is for `npm run faults:relay`: a creation that it had begun is waited for, for 20 s.
test('relay and broker are killed while keys are made: every event reaches the consumer, in order for each key and without a hole', async () => {
  const report = await runRelayKills({ events: 300, kills: 2, clients: 4 });
  expect(report.problems).toEqual([]);
  expect(report.kills).toEqual({ relay: 1, broker: 1, 'key-management': 0 });
  expect(report.events).toBeGreaterThanOrEqual(300);
}, 300_000);
