import { accountPublications } from '../publications/account.publications';
import { apiKeyPublications } from '../publications/api-key.publications';
import type { Publication } from '../publications/publication';
import { headersSchema } from '../schemas/headers.schema';
import { type JsonSchema, uuidV4 } from '../schemas/json-schema';
import { PARTITIONS, topics } from '../topics';
import { accountsDescription, apiKeysDescription, contractDescription } from './descriptions';

/** AsyncAPI 3.0: all that one who reads the topics has to know, in one document that refers to nothing outside it. */
export function asyncapiDocument() {
  const apiKeys: readonly Publication[] = Object.values(apiKeyPublications);
  const accounts: readonly Publication[] = Object.values(accountPublications);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Latchkey events', version: '1.0.0', description: contractDescription },
    defaultContentType: 'application/json',
    channels: {
      apiKeys: channel(topics.apiKeys, 'Events of API keys', apiKeysDescription, apiKeys),
      accounts: channel(topics.accounts, 'Events of accounts', accountsDescription, accounts),
    },
    operations: {
      publishApiKeys: { action: 'send', channel: { $ref: '#/channels/apiKeys' } },
      publishAccounts: { action: 'send', channel: { $ref: '#/channels/accounts' } },
    },
    components: {
      messages: Object.fromEntries([...apiKeys, ...accounts].map((each) => [each.type, message(each)])),
    },
  };
}

const channel = (address: string, title: string, description: string, publications: readonly Publication[]) => ({
  address,
  title,
  description,
  messages: Object.fromEntries(publications.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
  bindings: {
    kafka: {
      topic: address,
      partitions: PARTITIONS,
      topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': -1 },
      bindingVersion: '0.5.0',
    },
  },
});

const message = ({ type, summary, schema }: Publication) => ({
  name: type,
  title: type,
  summary,
  contentType: 'application/json',
  headers: draft2020(headersSchema(type)),
  payload: draft2020(schema),
  bindings: { kafka: { key: uuidV4, bindingVersion: '0.5.0' } },
});

const draft2020 = (schema: JsonSchema) => ({
  schemaFormat: 'application/schema+json;version=2020-12',
  schema: { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema },
});
