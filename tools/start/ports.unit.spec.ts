import fc from 'fast-check';
import { portsFrom } from './ports';

describe('ports from a base', () => {
  test('are those of the specification', () => {
    expect(portsFrom(4400, 3)).toEqual({
      keyManagement: { port: 4400, adminPort: 4405 },
      commerce: { port: 4401, adminPort: 4406 },
      auth: [
        { port: 4402, adminPort: 4407 },
        { port: 4420, adminPort: 4421 },
        { port: 4422, adminPort: 4423 },
      ],
      postgres: 4409,
      relayAdmin: 4408,
      kafka: 4410,
      provider: 4412,
    });
  });
  test('are all different and valid for every base and number of replicas that the settings allow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 65_000 }), fc.integer({ min: 1, max: 99 }), (base, replicas) => {
        const { keyManagement, commerce, auth, postgres, provider, kafka, relayAdmin } = portsFrom(base, replicas);
        const all = [keyManagement, commerce, ...auth].flatMap(({ port, adminPort }) => [port, adminPort]);
        expect(new Set([...all, postgres, provider, kafka, relayAdmin]).size).toBe(all.length + 4);
        expect(Math.max(...all)).toBeLessThanOrEqual(65_535);
      }),
    );
  });
});
