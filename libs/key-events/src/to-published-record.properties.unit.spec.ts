import type { JsonObject, RecordedEvent } from '@latchkey/event-store';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { asyncapiDocument } from './asyncapi/asyncapi-document';
import { SEALED } from './schemas/seal.schemas';
import { anyKeyCreated, anyStoredEvent } from './testing/any-stored-event';
import { toPublishedRecord } from './to-published-record';
import { UnpublishableEvent } from './unpublishable-event';

// Seals are made of no event.
const { [SEALED]: _, ...messages } = asyncapiDocument().components.messages;
const ajv = new Ajv2020();
const schemas = Object.values(messages).flatMap(({ headers, payload }) => [headers.schema, payload.schema]);
for (const schema of schemas) ajv.compile(schema);

/** All that a reader of the topic sees. */
const seen = (event: RecordedEvent): string => {
  const { topic, key, headers, value } = toPublishedRecord(event);
  return JSON.stringify({ topic, key, headers }) + new TextDecoder().decode(value);
};

describe('whatever the domain has stored', () => {
  test('is published, and fits its schema', () => {
    const types = new Set<string>();
    fc.assert(
      fc.property(anyStoredEvent, (event) => {
        const { headers, value } = toPublishedRecord(event);
        const message = messages[headers.ce_type ?? ''];
        expect(ajv.validate(message?.headers.schema ?? false, headers)).toBe(true);
        expect(ajv.validate(message?.payload.schema ?? false, JSON.parse(new TextDecoder().decode(value)))).toBe(true);
        types.add(event.type);
      }),
      { numRuns: 1_000 },
    );
    expect(types.size).toBe(Object.keys(messages).length);
  });

  test('shows nothing of a verifier, in any of its spellings, not even a piece', () => {
    fc.assert(
      fc.property(anyKeyCreated, (event) => {
        const { value } = event.data.verifier as { value: string };
        const spellings = [
          value,
          ...(['base64', 'hex'] as const).map((as) => Buffer.from(value, 'base64url').toString(as)),
        ];
        const all = seen(event);
        for (const spelling of spellings)
          for (let at = 0; at + 12 <= spelling.length; at += 1) expect(all).not.toContain(spelling.slice(at, at + 12));
        expect(all).not.toMatch(/verifier|pepper|digest/i);
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever else a store may hold', () => {
  const json = fc.jsonValue() as fc.Arbitrary<JsonObject[string]>;
  const elsewhere: fc.Arbitrary<[RecordedEvent, string, JsonObject[string], 'data' | 'metadata']> = fc.tuple(
    anyStoredEvent,
    fc.oneof(fc.string(), fc.constantFrom('label', 'secret', 'actor', 'merchantId', '__proto__', 'time')),
    json,
    fc.constantFrom('data', 'metadata'),
  );

  test('is published in a form that fits the schema, or is an UnpublishableEvent', () => {
    let refused = 0;
    fc.assert(
      fc.property(elsewhere, ([event, member, value, part]) => {
        const changed = { ...event, [part]: { ...event[part], [member]: value } };
        try {
          const { headers, value: bytes } = toPublishedRecord(changed);
          const schema = messages[headers.ce_type ?? '']?.payload.schema ?? false;
          expect(ajv.validate(schema, JSON.parse(new TextDecoder().decode(bytes)))).toBe(true);
        } catch (error) {
          if (!(error instanceof UnpublishableEvent)) throw error;
          refused += 1;
        }
      }),
      { numRuns: 1_000 },
    );
    expect(refused).toBeGreaterThan(500);
  });
});
