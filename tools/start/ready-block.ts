import { relative } from 'node:path';
import { type LocalJson } from './local-json';
import { type Ports } from './ports';
import { localUrl } from './services';

export type ReadyBlock = {
  readonly local: LocalJson;
  readonly ports: Ports;
  readonly dataDir: string;
  readonly postgres: string;
  readonly tookMs: number;
};

/** The last thing that a start prints; it ends with the line that programs wait for. */
export const readyBlock = ({ local, ports, dataDir, postgres, tookMs }: ReadyBlock): string => {
  const data = nearest(dataDir);
  const demo = local.demo
    ? [
        '',
        `  Demo account     ${local.demo.account_id} (ecosystem, ${local.demo.merchant_ids.length} merchants besides its own)`,
      ]
    : [];
  const signIn = local.demo?.email
    ? [`  to sign in       ${local.demo.email}, its password: cat ${data}/demo-password`]
    : [];
  return [
    '',
    `  Started in ${(tookMs / 1000).toFixed(1)} s, in mode test. Ctrl-C stops it.`,
    '',
    `  dashboard        ${local.dashboard_url}`,
    ...signIn,
    '',
    `  key-management   ${local.key_management_url}   reference: /docs`,
    `  commerce         ${local.commerce_url}   reference: /docs`,
    ...local.auth_urls.map((url) => `  auth             ${url}   reference: /docs`),
    `  health, metrics  ${[...[ports.keyManagement, ports.commerce, ...ports.auth].map(({ adminPort }) => adminPort), ports.relayAdmin].map(localUrl).join('  ')}`,
    `  PostgreSQL       ${postgres}`,
    ...(local.kafka_brokers
      ? [`  Kafka            ${local.kafka_brokers.join(', ')}   what happens is published there`]
      : []),
    `  local provider   ${local.provider_url}   a development tool: echoes what is forwarded to it`,
    `  data and logs    ${data}`,
    `  seals            ${nearest(local.seals_file)}   what was logged cannot be changed unseen; made with ${local.sealing_key_fingerprint.slice(0, 23)}…`,
    ...demo,
    '',
    `  Act as operator with the token in ${data}/secrets/operator-token:`,
    `    curl -H "authorization: Bearer $(cat ${data}/secrets/operator-token)" ${local.key_management_url}/accounts`,
    '  See the life of a key, call by call:',
    `    ${data === '.data' ? '' : `LATCHKEY_DATA_DIR=${data} `}npm run tour`,
    '',
    'Latchkey is ready',
  ].join('\n');
};

const nearest = (path: string): string => {
  const fromHere = relative(process.cwd(), path) || '.';
  return fromHere.startsWith('..') ? path : fromHere;
};
