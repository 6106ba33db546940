import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@latchkey/testing';

export interface RawRecord {
  readonly topic: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Uint8Array | null;
}

interface SchemaIn2020 {
  readonly schemaFormat: string;
  readonly schema: object;
}
interface Message {
  readonly name: string;
  readonly headers: SchemaIn2020;
  readonly payload: SchemaIn2020;
  readonly bindings: { readonly kafka: { readonly key: object } };
}
interface Document {
  readonly channels: Readonly<
    Record<string, { address: string; messages: Readonly<Record<string, { $ref: string }>> }>
  >;
}

/**
 * A reader that knows the AsyncAPI file and nothing else of ours: which topics there are, and of each record which message
 * it is and whether key, headers and value are what the file says.
 */
export function asyncapiReader() {
  const document = JSON.parse(readFileSync(join(repositoryRoot, 'libs/key-events/asyncapi.json'), 'utf8')) as Document;
  const ajv = new Ajv2020({ strict: true });
  const channels = Object.values(document.channels).map(({ address, messages }) => ({
    address,
    messages: Object.values(messages).map(({ $ref }) => compiled(ajv, referred(document, $ref) as Message)),
  }));
  return {
    topics: channels.map(({ address }) => address),
    types: channels.flatMap(({ messages }) => messages.map(({ name }) => name)),
    /** The message's name, or what is wrong. */
    read({ topic, key, headers, value }: RawRecord): { readonly name: string } | { readonly problem: string } {
      const messages = channels.find(({ address }) => address === topic)?.messages ?? [];
      const message = messages.find((each) => each.headers(headers));
      if (!message) return { problem: `${topic}: no message has the headers ${Object.keys(headers).join(', ')}` };
      if (!message.key(key)) return { problem: `${message.name}: another key` };
      if (!message.payload(JSON.parse(Buffer.from(value ?? []).toString('utf8'))))
        return { problem: `${message.name}: ${ajv.errorsText(message.payload.errors)}` };
      return { name: message.name };
    },
  };
}

function compiled(ajv: Ajv2020, { name, headers, payload, bindings }: Message) {
  const schemaOf = ({ schemaFormat, schema }: SchemaIn2020): ValidateFunction => {
    if (schemaFormat !== 'application/schema+json;version=2020-12') throw new Error(`${name} is in ${schemaFormat}`);
    return ajv.compile(schema);
  };
  return { name, headers: schemaOf(headers), payload: schemaOf(payload), key: ajv.compile(bindings.kafka.key) };
}

/** A JSON pointer (RFC 6901) into the document itself. */
const referred = (document: unknown, reference: string): unknown =>
  reference
    .replace(/^#\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], document);
