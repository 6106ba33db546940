import { makeDirectory } from '@latchkey/platform';
import { type Database } from './database';
import { type DatabaseContext } from './start-database';
import { DIST } from './dist';
import { type ProcessPlan, startManaged } from './managed-process';
import { openProcessList } from './process-list';
import { servicePlans } from './services';
import { type Stage } from './stop-list';
import { waitUntilReady } from './wait-until-ready';

/** In the data directory: every seal, one a line. */
export const SEALS_FILE = 'seals.ndjson';

/** Starts every service and waits until each says that it is ready. */
export const startServices = async (context: DatabaseContext & { readonly database: Database }): Promise<void> => {
  const { data, stops, signal, say } = context;
  const mailDir = data.at('mail');
  makeDirectory(mailDir);
  const plans = servicePlans({
    ...context,
    dist: DIST,
    logDir: data.at('logs'),
    mailDir,
    accessDir: data.at('accesses'),
    accessSealsFile: data.at('commerce-seals.ndjson'),
    sealsFile: data.at(SEALS_FILE),
  });
  const supervision = { dataDir: data.path, processes: openProcessList(data.at('processes.json')), signal, say };

  const relayDoes = `  relay seals the log${context.settings.kafka ? ' and publishes it to Kafka' : ''}`;
  const start = async (stage: Stage, plan: ProcessPlan): Promise<void> => {
    const service = await startManaged(plan, supervision);
    stops.add(stage, service.stop);
    const adminPort = plan.env['ADMIN_PORT'];
    if (adminPort !== undefined) await waitUntilReady(plan.name, `http://127.0.0.1:${adminPort}`, signal);
    say(plan === plans.relay ? relayDoes : `  ${plan.name} on ${service.url}`);
  };
  // All of them have come to an end, one way or the other, before a failure is passed on: none may be missed by `stops`.
  const outcomes = await Promise.allSettled([
    start('verdicts', plans.keyManagement),
    ...plans.auth.map((plan) => start('verdicts', plan)),
    start('edge', plans.commerce),
    start('verdicts', plans.relay),
    // Stopped after commerce, so that a forward on its way is answered.
    start('verdicts', plans.provider),
  ]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
};
