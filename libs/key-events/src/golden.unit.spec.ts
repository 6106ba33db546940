import { readdirSync, readFileSync } from 'node:fs';
import { accountPublications } from './publications/account.publications';
import { apiKeyPublications } from './publications/api-key.publications';
import type { PublishedRecord } from './published-record';
import { goldenNames, storedGolden } from './testing/stored-golden';
import { toPublishedRecord } from './to-published-record';

/**
 * One file for each golden file of the domain, under its name: the record that is published for it. Files are added,
 * never changed: the topics hold such records, and what others have built reads them.
 */
const folder = `${import.meta.dirname}/../golden`;
const text = ({ topic, key, headers, value }: PublishedRecord): string =>
  `${JSON.stringify({ topic, key, headers, value: new TextDecoder().decode(value) }, null, 2)}\n`;

describe('published events', () => {
  test('there is a golden file for each event ever stored', () => {
    expect(readdirSync(folder).sort()).toEqual([...goldenNames].sort());
    const types = new Set(goldenNames.map((name) => storedGolden(name).type));
    expect([...types].sort()).toEqual([...Object.keys(accountPublications), ...Object.keys(apiKeyPublications)].sort());
  });

  test.each(goldenNames)('%s is published, byte for byte, as it always was', (name) => {
    expect(text(toPublishedRecord(storedGolden(name)))).toBe(readFileSync(`${folder}/${name}`, 'utf8'));
  });
});
