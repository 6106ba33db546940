import asyncapiSpecs from '@asyncapi/specs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync, writeFileSync } from 'node:fs';
import { goldenNames, storedGolden } from '../testing/stored-golden';
import { toPublishedRecord } from '../to-published-record';
import { asyncapiDocument } from './asyncapi-document';

/** The record of a seal, byte for byte: libs/sealer publishes it. */
const sealGolden = `${import.meta.dirname}/../../../sealer/golden/seal.v1.json`;
interface SealRecord {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}
const file = `${import.meta.dirname}/../../asyncapi.json`;
const made = `${JSON.stringify(asyncapiDocument(), null, 2)}\n`;
// `npm run asyncapi`
if (process.env.UPDATE_ASYNCAPI) writeFileSync(file, made);
const published = JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof asyncapiDocument>;

/** A message of the document, found as a reader finds it. */
function messageFor(topic: string, type: string | undefined) {
  const channel = Object.values(published.channels).find(({ address }) => address === topic);
  const reference = channel?.messages[type ?? '']?.$ref ?? '';
  return published.components.messages[reference.replace('#/components/messages/', '')];
}

describe('asyncapi.json', () => {
  test('is what the code says today', () => {
    expect(readFileSync(file, 'utf8')).toBe(made);
  });

  test('is a valid AsyncAPI 3.0.0 document', () => {
    // The schema brings its own copy of draft-07.
    const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false });
    addFormats.default(ajv);
    const validate = ajv.compile(asyncapiSpecs.schemas['3.0.0'] as object);
    validate(published);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...published, info: {} })).toBe(false);
  });

  test('describes every type that is published, each in one channel', () => {
    const described = Object.values(published.channels).flatMap(({ messages }) => Object.keys(messages));
    const types = goldenNames.map((name) => toPublishedRecord(storedGolden(name)).headers.ce_type);
    expect(described.sort()).toEqual([...new Set(types), 'latchkey.log.sealed.v1'].sort());
    expect(Object.keys(published.components.messages).sort()).toEqual(described);
  });

  test.each(goldenNames)('%s, as it is published, fits the message that the document has for it', (name) => {
    const { topic, headers, value } = toPublishedRecord(storedGolden(name));
    const message = messageFor(topic, headers.ce_type);
    const ajv = new Ajv2020({ strict: true });
    expect(ajv.validate(message?.headers.schema ?? false, headers)).toBe(true);
    expect(ajv.validate(message?.payload.schema ?? false, JSON.parse(new TextDecoder().decode(value)))).toBe(true);
  });

  test('a seal, as it is published, fits the message that the document has for it', () => {
    const { topic, key, headers, value } = JSON.parse(readFileSync(sealGolden, 'utf8')) as SealRecord;
    const message = messageFor(topic, headers['ce_type']);
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    expect(ajv.validate(message?.headers.schema ?? false, headers)).toBe(true);
    expect(ajv.validate(message?.payload.schema ?? false, JSON.parse(value))).toBe(true);
    expect(ajv.validate(message?.bindings.kafka.key ?? false, key)).toBe(true);
  });

  test('allows no member beyond those it names, at any depth', () => {
    const objects: unknown[] = [];
    JSON.stringify(published.components.messages, (_, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'object')
        objects.push('additionalProperties' in value ? value.additionalProperties : undefined);
      return value;
    });
    expect(objects.length).toBeGreaterThan(20);
    expect(new Set(objects)).toEqual(new Set([false]));
  });

  test('tells readers that a record may come twice, and what to do about it', () => {
    expect(published.info.description).toContain('Apply a record only if its version is `last + 1`');
    expect(published.info.description).toContain('A record may come more than once');
  });
});
