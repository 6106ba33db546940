import { canonicalJson } from '@latchkey/event-store';
import { parseSeal } from '@latchkey/seals';
import { readFileSync } from 'node:fs';
import { sealRecord } from './seal-record';

/** Never changed: the topic holds such records, and what others have built reads them. */
const golden = `${import.meta.dirname}/../../golden/seal.v1.json`;
const seals = `${import.meta.dirname}/../../../seals/golden/lines-and-seal.v1.json`;

test('a seal is published, byte for byte, as it always was', () => {
  const seal = parseSeal((JSON.parse(readFileSync(seals, 'utf8')) as { seal: unknown }).seal);
  const { topic, key, headers, value } = sealRecord({ seal, text: Buffer.from(canonicalJson({ ...seal })).toString() });
  const made = `${JSON.stringify({ topic, key, headers, value: new TextDecoder().decode(value) }, null, 2)}\n`;
  expect(made).toBe(readFileSync(golden, 'utf8'));
});
