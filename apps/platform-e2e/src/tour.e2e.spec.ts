import { createInstallation, type Installation } from '@latchkey/testing';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTour, WHOLE_SECRETS } from './support/run-tour';

describe('npm run tour without a demo account', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await createInstallation();
    await installation.start().ready;
  });
  afterAll(() => installation.dispose());

  const localJson = (): string => join(installation.dataDir, 'local.json');
  const providerLog = (): Record<string, unknown>[] =>
    readFileSync(join(installation.dataDir, 'logs', 'local-provider.log'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ msg }) => msg === 'answered');

  test('plays on an account of its own: every promise holds, and no secret is printed whole', async () => {
    const { code, output } = await runTour(installation.dataDir);
    expect(output).toMatch(/Every promise held\.\n$/);
    expect(code).toBe(0);
    expect(output).toContain('200: the provider approves');
    for (const secret of WHOLE_SECRETS) expect(output).not.toMatch(secret);
    expect(output).not.toContain(installation.local().operator_token);
  });

  test('the local provider got the card and the bundle, and masked them in its log', () => {
    const masked = '[redacted]';
    expect(providerLog().map(({ body }) => body)).toEqual([
      { amount: 1999, card: { number: masked, security_code: masked, expiry: masked, month: masked } },
      { amount: 1999, currency: 'EUR', network_token: { number: masked, cryptogram: masked, eci: masked } },
    ]);
  });

  test('leaves out forwarding, and says so, where there is no local provider', async () => {
    const whole = readFileSync(localJson(), 'utf8');
    const { provider_url: _, ...without } = JSON.parse(whole) as Record<string, unknown>;
    writeFileSync(localJson(), JSON.stringify(without));
    const { code, output } = await runTour(installation.dataDir);
    writeFileSync(localJson(), whole);
    expect(output).toContain('\nForwarding is not shown: this installation has no local provider.\n');
    expect(output).toMatch(/Every promise held\.\n$/);
    expect(code).toBe(0);
    expect(providerLog()).toHaveLength(2);
  });

  test('says that a promise did not hold, by its exit code too, where the provider does not answer as promised', async () => {
    const whole = readFileSync(localJson(), 'utf8');
    const elsewhere = {
      ...(JSON.parse(whole) as object),
      provider_url: `http://localhost:${installation.portBase}/v1/payments`,
    };
    writeFileSync(localJson(), JSON.stringify(elsewhere));
    const { code, output } = await runTour(installation.dataDir);
    writeFileSync(localJson(), whole);
    expect(output).toContain('✗ 200: the provider approves');
    expect(output).toMatch(/[0-9]+ promises did NOT hold\.\n$/);
    expect(code).toBe(1);
  });
});
