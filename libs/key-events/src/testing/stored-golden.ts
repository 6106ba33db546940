import type { JsonObject, Position, RecordedEvent } from '@latchkey/event-store';
import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

/** Every event that a log may hold, as it is stored: the golden files of the domain. */
const libs = resolve(import.meta.dirname, '../../..');
const paths = ['accounts', 'keys'].flatMap((domain) => globSync(`${libs}/${domain}/domain/golden/*.json`)).sort();

export const goldenNames = paths.map((path) => basename(path));

export function storedGolden(name: string): RecordedEvent {
  const path = paths.find((each) => basename(each) === name);
  if (path === undefined) throw new Error(`no golden file ${name}`);
  return recorded(JSON.parse(readFileSync(path, 'utf8')) as StoredJson);
}

interface StoredJson {
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

const encoder = new TextEncoder();

/** An event as a store hands it over: in its subject's stream, as the `version + 1`st. */
export function recorded({ type, data, metadata }: StoredJson, version = 0): RecordedEvent {
  const stream = typeof data.keyId === 'string' ? `apikey-${data.keyId}` : `account-${String(data.accountId)}`;
  return {
    id: `00000000-0000-5000-8000-${String(version).padStart(12, '0')}`,
    stream,
    version,
    position: `00000000-0000-4000-8000-000000000000:${String(version + 1).padStart(16, '0')}` as Position,
    type,
    data,
    metadata,
    dataBytes: encoder.encode(JSON.stringify(data)),
    metadataBytes: encoder.encode(JSON.stringify(metadata)),
  };
}
