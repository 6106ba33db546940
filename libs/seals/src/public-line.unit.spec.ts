import { canonicalJson, type JsonObject } from '@latchkey/event-store';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { parsePublicLine } from './parse-public-line';
import { publicLine, rowLine, type StoredEvent } from './public-line';
import { created, someEvent } from './testing/some-event';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const bytes = (json: string): Uint8Array => Buffer.from(json);
const sha256 = (input: Uint8Array): string => createHash('sha256').update(input).digest('hex');

/** The same, said by its definition: canonical JSON of what was read. */
function defined(ordinal: number, event: StoredEvent): string {
  const data = JSON.parse(text(event.dataBytes)) as JsonObject;
  const { id, stream, type, version } = event;
  const shown =
    type === 'KeyCreated' && data['verifier'] !== undefined
      ? { ...data, verifier: `sha256:${sha256(canonicalJson(data['verifier']))}` }
      : data;
  const metadata = JSON.parse(text(event.metadataBytes)) as JsonObject;
  return text(canonicalJson({ data: shown, id, metadata, ordinal, stream, type, version }));
}

describe('the public line', () => {
  test('is the canonical JSON of the event with its ordinal, of a created key with the verifier’s hash in place of the verifier', () => {
    const line = text(publicLine(7, someEvent()));
    expect(line).toBe(defined(7, someEvent()));
    expect(line).toContain('"verifier":"sha256:');
    expect(line).not.toContain(created.verifier.value);
  });

  test('is canonical JSON whatever the event holds', () => {
    const object = fc.dictionary(
      fc.string({ unit: 'grapheme', maxLength: 9 }),
      fc.jsonValue({ stringUnit: 'grapheme' }),
    );
    const data = fc.oneof(
      object,
      object.map((members) => ({ ...members, verifier: { a: '"verifier":{', b: ['}'] } })),
    );
    fc.assert(
      fc.property(
        data,
        fc.constantFrom('KeyCreated', 'KeyRevoked'),
        fc.integer({ min: 1 }),
        (members, type, ordinal) => {
          // fast-check's JSON values are JSON values.
          const event = someEvent({ type, version: ordinal, data: members as JsonObject });
          expect(text(publicLine(ordinal, event))).toBe(defined(ordinal, event));
        },
      ),
    );
  });

  test('only the outermost member of that name is the verifier, and only in a KeyCreated', () => {
    const nested = { note: '"verifier":{"value":"no"}', scope: { verifier: { value: 'kept' } }, zone: ['verifier'] };
    expect(text(publicLine(1, someEvent({ data: nested })))).toContain('{"verifier":{"value":"kept"}}');
    expect(text(publicLine(1, someEvent({ type: 'KeyLabeled' })))).toContain(created.verifier.value);
  });

  test.each(['one " only', 'ends in a \\', '\\"', '"verifier":{"value":"no"}'])(
    'is right with the label %s',
    (label) => {
      const event = someEvent({ data: { ...created, label } });
      expect(text(publicLine(1, event))).toBe(defined(1, event));
    },
  );

  test('shows no verifier, also where stored bytes hold two', () => {
    const twice = JSON.stringify(created).replace('{', `{"verifier":${JSON.stringify(created.verifier)},`);
    const line = text(publicLine(1, { ...someEvent(), dataBytes: bytes(twice) }));
    expect(line).not.toContain(created.verifier.value);
    expect(line.match(/"verifier":"sha256:/g)).toHaveLength(2);
  });

  test('of two events that differ in one stored byte is never the same', () => {
    const event = someEvent();
    const lines = new Set([text(publicLine(1, event))]);
    for (let at = 0; at < event.dataBytes.length; at++) {
      const dataBytes = Uint8Array.from(event.dataBytes);
      dataBytes[at] = (dataBytes[at] ?? 0) ^ 1;
      lines.add(Buffer.from(publicLine(1, { ...event, dataBytes })).toString('latin1'));
    }
    expect(lines.size).toBe(1 + event.dataBytes.length);
  });

  test.each([
    ['spelled with an escape', JSON.stringify(created).replace('Caf', '\\u0043af')],
    ['with a space', JSON.stringify(created).replace(',', ', ')],
    ['with a second verifier', `${JSON.stringify(created).slice(0, -1)},"verifier":{}}`],
    ['with a space in the verifier', JSON.stringify(created).replace('"pepperVersion":', '"pepperVersion": ')],
    ['with the verifier’s name escaped', JSON.stringify(created).replace('"verifier"', '"\\u0076erifier"')],
  ])('changes when the stored bytes say the same %s', (_, json) => {
    expect(text(publicLine(1, { ...someEvent(), dataBytes: bytes(json) }))).not.toBe(text(publicLine(1, someEvent())));
  });

  test('changes when the stored verifier is overwritten by its public form', () => {
    const shown = (JSON.parse(text(publicLine(1, someEvent()))) as { data: JsonObject }).data;
    expect(text(publicLine(1, someEvent({ data: shown })))).not.toBe(text(publicLine(1, someEvent())));
  });

  test('is made of any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.string({ unit: 'binary' }), (noise, stream) => {
        const dataBytes = Buffer.concat([bytes('{"verifier":'), noise]);
        expect(publicLine(1, { ...someEvent(), stream, dataBytes }).length).toBeGreaterThan(300);
      }),
    );
  });

  test.each([0, -1, 1.5, NaN, 2 ** 53])('has no ordinal %p', (ordinal) => {
    expect(() => publicLine(ordinal, someEvent())).toThrow(RangeError);
    expect(() => rowLine({ ordinal })).toThrow(RangeError);
  });

  test('of a row is its canonical JSON', () => {
    expect(text(rowLine({ token_id: 't', ordinal: 3, at: 'then' }))).toBe('{"at":"then","ordinal":3,"token_id":"t"}');
  });
});

describe('parsing', () => {
  test('gives back the event', () => {
    const { dataBytes: _, metadataBytes: __, ...members } = someEvent();
    const event = parsePublicLine(publicLine(12, someEvent()));
    expect(event).toMatchObject({ ...members, ordinal: 12, data: { label: created.label, replaces: null } });
  });

  test('names that look like numbers, and texts that look like lone surrogates, are canonical all the same', () => {
    const data = { '10': 1, '9': 2, a: '\\ud800', '\u{1f600}': 'ﬁ', ' ': '\u2028' };
    expect(parsePublicLine(publicLine(1, someEvent({ type: 'KeyLabeled', data }))).data).toEqual(data);
  });

  const good = text(publicLine(1, someEvent({ data: { a: 1, b: 'x' } })));
  test.each([
    ['', 'it is not JSON'],
    ['null', 'it is not a JSON object'],
    ['[]', 'it is not a JSON object'],
    [`${good}\n`, 'it is not canonical JSON'],
    [good.replace('{"data"', '{ "data"'), 'it is not canonical JSON'],
    [good.replace('"a":1,"b":"x"', '"b":"x","a":1'), 'it is not canonical JSON'],
    [good.replace('"a":1', '"a":1.0'), 'it is not canonical JSON'],
    [good.replace('"a":1', '"a":0,"a":1'), 'it is not canonical JSON'],
    [good.replace('"b":"x"', '"b":"\\u0078"'), 'it is not canonical JSON'],
    [good.replace('"b":"x"', '"b":"\\ud800"'), 'it is not canonical JSON'],
    [good.replace('"ordinal":1', '"ordinal":0'), 'its ordinal is not a whole number from 1'],
    [good.replace('"ordinal":1', '"ordinal":"1"'), 'its ordinal is not a whole number from 1'],
    [good.replace('"version":0', '"version":-1'), 'its version is not a whole number'],
    [good.replace('"data":{"a":1,"b":"x"}', '"data":[]'), 'data or metadata is not an object'],
    [good.replace('7000', '7Z00'), 'its id is not a UUID'],
    [good.replace('apikey-', '\\n'), 'its stream has no name of a stream'],
    [good.replace('KeyCreated', 'Key Created'), 'its type has no name of a type'],
    [
      good.replace('"version":0', '"version":0,"x":1'),
      'its members are not data,id,metadata,ordinal,stream,type,version',
    ],
  ])('refuses what no event of ours gives: %#', (line, reason) => {
    expect(() => parsePublicLine(bytes(line))).toThrow(expect.objectContaining({ name: 'BadLine', message: reason }));
  });

  test('refuses bytes that are no UTF-8, and a byte order mark', () => {
    expect(() => parsePublicLine(Uint8Array.of(0x7b, 0xff, 0x7d))).toThrow('it is not UTF-8');
    expect(() => parsePublicLine(Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), bytes(good)]))).toThrow(
      'it is not JSON',
    );
  });

  test('never says what the line holds', () => {
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), (at) => {
        try {
          parsePublicLine(bytes(`${good.slice(0, at)}§${good.slice(at + 1)}`));
        } catch (error) {
          expect(String(error)).toMatch(/^BadLine: (it|its|data) [a-zA-Z0-9 ,-]+$/);
        }
      }),
    );
  });
});
