import { portIsFree } from '@latchkey/embedded-postgres';
import { type StartSettings } from './settings';
import { StartError } from './start-error';

export type ServicePorts = { readonly port: number; readonly adminPort: number };

export type Ports = {
  readonly keyManagement: ServicePorts;
  readonly commerce: ServicePorts;
  /** One for each replica. */
  readonly auth: readonly ServicePorts[];
  readonly postgres: number;
  readonly relayAdmin: number;
  readonly kafka: number;
  /** The local payment provider, a development tool. */
  readonly provider: number;
};

export const portsFrom = (base: number, authReplicas: number): Ports => ({
  keyManagement: { port: base, adminPort: base + 5 },
  commerce: { port: base + 1, adminPort: base + 6 },
  auth: Array.from({ length: authReplicas }, (_, replica) =>
    replica === 0
      ? { port: base + 2, adminPort: base + 7 }
      : { port: base + 20 + 2 * (replica - 1), adminPort: base + 21 + 2 * (replica - 1) },
  ),
  postgres: base + 9,
  relayAdmin: base + 8,
  kafka: base + 10,
  provider: base + 12,
});

/** @throws StartError naming the first port that somebody else has */
export const checkPorts = async (ports: Ports, settings: StartSettings): Promise<void> => {
  const needed: [string, number][] = [
    ...withAdmin('key-management', ports.keyManagement),
    ...withAdmin('commerce', ports.commerce),
    ...ports.auth.flatMap((replica) => withAdmin('auth', replica)),
    ['the local provider', ports.provider],
    ...(settings.databaseUrl === null ? [['PostgreSQL', ports.postgres] satisfies [string, number]] : []),
    ['the admin port of the relay', ports.relayAdmin],
    ...(settings.kafka === 'local' ? [['Kafka', ports.kafka] satisfies [string, number]] : []),
  ];
  for (const [who, port] of needed) {
    if (await portIsFree(port)) continue;
    throw new StartError(
      `Port ${port}, which ${who} needs, is in use: stop the program that has it, or set LATCHKEY_PORT_BASE (now ${settings.portBase}) to another value.`,
    );
  }
};

const withAdmin = (name: string, { port, adminPort }: ServicePorts): [string, number][] => [
  [name, port],
  [`the admin port of ${name}`, adminPort],
];
