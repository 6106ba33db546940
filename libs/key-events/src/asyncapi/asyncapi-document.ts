import { accountPublications } from '../publications/account.publications';
import { apiKeyPublications } from '../publications/api-key.publications';
import type { Publication } from '../publications/publication';
import { headersSchema } from '../schemas/headers.schema';
import { type JsonSchema, uuidV4 } from '../schemas/json-schema';
import { seal, SEALED, sealedLog, sealHeaders } from '../schemas/seal.schemas';
import { PARTITIONS, sealsTopic, topics } from '../topics';
import { accountsDescription, apiKeysDescription, contractDescription, sealsDescription } from './descriptions';

/** AsyncAPI 3.0: all that one who reads the topics has to know, in one document that refers to nothing outside it. */
export function asyncapiDocument() {
  const apiKeys: readonly Publication[] = Object.values(apiKeyPublications);
  const accounts: readonly Publication[] = Object.values(accountPublications);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Latchkey events', version: '1.0.0', description: contractDescription },
    defaultContentType: 'application/json',
    channels: {
      apiKeys: channel(topics.apiKeys, 'Events of API keys', apiKeysDescription, typesOf(apiKeys), PARTITIONS),
      accounts: channel(topics.accounts, 'Events of accounts', accountsDescription, typesOf(accounts), PARTITIONS),
      seals: channel(sealsTopic, 'Seals of the logs', sealsDescription, [SEALED], 1),
    },
    operations: {
      publishApiKeys: { action: 'send', channel: { $ref: '#/channels/apiKeys' } },
      publishAccounts: { action: 'send', channel: { $ref: '#/channels/accounts' } },
      publishSeals: { action: 'send', channel: { $ref: '#/channels/seals' } },
    },
    components: {
      messages: Object.fromEntries([
        ...[...apiKeys, ...accounts].map((each) => [each.type, eventMessage(each)] as const),
        [SEALED, message(SEALED, 'What a log held was signed.', sealHeaders, seal, sealedLog)] as const,
      ]),
    },
  };
}

const channel = (
  address: string,
  title: string,
  description: string,
  types: readonly string[],
  partitions: number,
) => ({
  address,
  title,
  description,
  messages: Object.fromEntries(types.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
  bindings: {
    kafka: {
      topic: address,
      partitions,
      topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': -1 },
      bindingVersion: '0.5.0',
    },
  },
});

const typesOf = (publications: readonly Publication[]): string[] => publications.map(({ type }) => type);

const eventMessage = ({ type, summary, schema }: Publication) =>
  message(type, summary, headersSchema(type), schema, uuidV4);

const message = (type: string, summary: string, headers: JsonSchema, payload: JsonSchema, key: JsonSchema) => ({
  name: type,
  title: type,
  summary,
  contentType: 'application/json',
  headers: draft2020(headers),
  payload: draft2020(payload),
  bindings: { kafka: { key, bindingVersion: '0.5.0' } },
});

const draft2020 = (schema: JsonSchema) => ({
  schemaFormat: 'application/schema+json;version=2020-12',
  schema: { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema },
});
